//! What annotated functions did inside a future, kept for whoever asks.

pub(crate) mod call;
mod entries;
#[cfg(feature = "serde")]
mod json;
mod note;
pub(crate) mod step;
mod story;

use std::cell::RefCell;
use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::time::Instant;

use crate::event::Event;
use crate::trail::call::Call;
use crate::trail::entries::{Entries, Fact};
use crate::trail::step::Attempt;
use crate::watch::Wish;

/// Runs `future`, and tells what annotated functions did in it: who answered, and what failed before.
///
/// ```
/// # use resilient_runtime as resilient;
/// # async fn chat() {}
/// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
/// # runtime.block_on(async {
/// let (reply, trail) = resilient::trail(chat()).await;
/// println!("{trail}");
/// # let () = reply;
/// # assert_eq!(trail.to_string(), "no call\n");
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// It follows the future wherever it is polled, through `join!` and `select!`, but not into tasks that it spawns.
/// Up to 8 entries (a call, an attempt or a skipped target each) need no allocation; after 1024 the rest is
/// counted only, see [`Trail::left_out`]. In a trail within a trail, both see what happens in the inner one.
#[must_use = "futures do nothing unless polled"]
pub fn trail<F: Future>(future: F) -> impl Future<Output = (F::Output, Trail)> {
    Trailed { future: Some(future), trail: Trail::default(), _wish: Wish::new() }
}

/// What annotated functions did inside a future, in the order in which it began.
///
/// It prints as a short story, and with the feature `serde` it can be serialized.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    entries: Entries,
    began: Option<Instant>,
    took: Duration,
    /// How many of the last entries tell of breakers that moved: the next event tells for whom.
    unclaimed: usize,
}

impl Trail {
    /// The calls that were made in the future itself; those made inside of them are theirs.
    pub fn calls(&self) -> impl Iterator<Item = Call<'_>> {
        Call::all_in(self, None)
    }

    /// The attempts of all calls, nested ones too.
    pub fn attempts(&self) -> impl Iterator<Item = Attempt<'_>> {
        Attempt::all_in(self, |_| true)
    }

    /// The target that answered the last of the calls that have an answer.
    pub fn answered_by(&self) -> Option<&'static str> {
        self.calls().filter_map(|call| call.answered_by()).last()
    }

    /// From the first poll of the future to its end.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// How many entries there was no room for. What a call did that is left out is not counted again.
    pub fn left_out(&self) -> usize {
        self.entries.left_out()
    }

    fn fact(&self, place: usize) -> Option<&Fact> {
        self.entries.get(place)
    }

    fn facts(&self) -> impl Iterator<Item = (usize, &Fact)> {
        self.entries.iter().enumerate()
    }
}

pin_project! {
    /// The future of [`trail`].
    struct Trailed<F> {
        // Gone once it has ended, so that what it drops at its end is seen as well.
        #[pin]
        future: Option<F>,
        trail: Trail,
        _wish: Wish,
    }
}

impl<F: Future> Future for Trailed<F> {
    type Output = (F::Output, Trail);

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let began = *this.trail.began.get_or_insert_with(Instant::now);
        let output = {
            let _held = Held::new(this.trail);
            let polled = this.future.as_mut().as_pin_mut().map(|future| future.poll(cx));
            // A future that has ended has nothing more to say.
            let Some(Poll::Ready(output)) = polled else { return Poll::Pending };
            this.future.set(None);
            output
        };
        this.trail.took = began.elapsed();
        Poll::Ready((output, mem::take(this.trail)))
    }
}

/// Writes an event into every trail that this thread is in.
pub(crate) fn record(event: &Event<'_>) {
    let noted = HELD.try_with(|held| {
        // A listener's own calls, made while an event is noted, can't be: nothing here runs user code.
        if let Ok(mut held) = held.try_borrow_mut() {
            if held.innermost.is_some() {
                let now = Instant::now();
                let Stack { innermost, outer } = &mut *held;
                innermost.iter_mut().chain(outer).for_each(|trail| trail.note(event, now));
            }
        }
    });
    // A thread that ends has no trail.
    let _ = noted;
}

/// A trail that lies open on this thread while its future is polled; put back on drop, also after a panic.
struct Held<'t> {
    home: &'t mut Trail,
    held: bool,
}

impl<'t> Held<'t> {
    fn new(home: &'t mut Trail) -> Self {
        let push = |held: &RefCell<Stack>| held.borrow_mut().push(mem::take(home));
        let held = HELD.try_with(push).is_ok();
        Self { home, held }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if self.held {
            if let Ok(Some(trail)) = HELD.try_with(|held| held.borrow_mut().pop()) {
                *self.home = trail;
            }
        }
    }
}

/// The trails of this thread; one alone needs no allocation.
#[derive(Debug)]
struct Stack {
    innermost: Option<Trail>,
    outer: Vec<Trail>,
}

impl Stack {
    fn push(&mut self, trail: Trail) {
        self.outer.extend(self.innermost.replace(trail));
    }

    fn pop(&mut self) -> Option<Trail> {
        mem::replace(&mut self.innermost, self.outer.pop())
    }
}

thread_local! {
    static HELD: RefCell<Stack> =
        const { RefCell::new(Stack { innermost: None, outer: Vec::new() }) };
}
