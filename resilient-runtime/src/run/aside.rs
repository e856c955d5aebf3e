//! What a call keeps beside its future: what it needs only once it waits, fails or is looked at.
//!
//! A call that is answered at once has none of it, so the future stays small. The room comes from the spare ones of the
//! thread: once a few calls have needed one, others allocate nothing.

use std::cell::RefCell;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::time::Instant;

use crate::classify::Class;
use crate::clock::{Moment, Span};
use crate::decide::Spent;
use crate::emit::{emit, is_wanted};
use crate::event::Event;
use crate::run::chain::Back;
use crate::run::timer::{Timer, can_wait};
use crate::run::watched::Watched;

/// The room of a call, once it has one.
pub(crate) struct Aside(Option<Pin<Box<Room>>>);

pin_project! {
    #[project = Parts]
    struct Room {
        notes: Notes,
        watched: Watched,
        #[pin]
        timer: Timer,
    }
}

/// What a call has to remember.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Notes {
    /// What the option `deadline` says, if it is an expression, or what is left of an outer call's.
    pub(crate) deadline: Option<Span>,
    /// What the option `timeout` says for this target, if it is an expression.
    pub(crate) timeout: Option<Span>,
    /// Read when the time is first needed, so that a call that needs none reads no clock.
    pub(crate) started: Option<Moment>,
    /// What is left of a breaker's or a gate's time, where that is why the target was not asked.
    pub(crate) shut_for: Option<Span>,
    pub(crate) back: Back,
    pub(crate) spent: Spent,
    /// What the error that stands meant, and which target it came from.
    pub(crate) fault: Option<(Class, u16)>,
    /// How many calls it is in.
    pub(crate) depth: u16,
}

impl Notes {
    pub(crate) const NONE: Self = Self {
        deadline: None,
        timeout: None,
        started: None,
        shut_for: None,
        back: Back::None,
        spent: Spent::NOTHING,
        fault: None,
        depth: 0,
    };
}

impl Aside {
    pub(crate) const NONE: Self = Self(None);

    /// Whether the call has needed nothing of it so far.
    #[inline]
    pub(crate) const fn is_none(&self) -> bool {
        self.0.is_none()
    }

    #[inline]
    pub(crate) fn notes(&self) -> &Notes {
        self.0.as_ref().map_or(&Notes::NONE, |room| &room.notes)
    }

    #[inline]
    pub(crate) fn note(&mut self) -> &mut Notes {
        self.room().project().notes
    }

    /// The call's own deadline, where the policy does not say it.
    #[inline]
    pub(crate) fn deadline(&self) -> Option<Span> {
        self.0.as_ref().and_then(|room| room.notes.deadline)
    }

    /// What those who listen need of the call, once anybody does.
    pub(crate) fn watch(&mut self) -> &mut Watched {
        self.room().project().watched
    }

    #[inline]
    fn watched(&self) -> Option<&Watched> {
        self.0.as_ref().map(|room| &room.watched)
    }

    /// The number of the call; 0 where nobody listens.
    #[inline]
    pub(crate) fn call(&self) -> u64 {
        self.watched().map_or(0, Watched::call)
    }

    /// How long the call has taken, where it was timed for somebody.
    pub(crate) fn call_took(&self) -> Option<Duration> {
        self.watched().and_then(Watched::call_took)
    }

    /// How long the attempt has taken, where it was timed for somebody.
    pub(crate) fn attempt_took(&self) -> Option<Duration> {
        self.watched().and_then(Watched::attempt_took)
    }

    /// Tells of the call, where anybody listens.
    #[inline]
    pub(crate) fn emit(&self, event: &Event<'_>) {
        // Asked here, so that nobody puts an event together for nobody.
        if is_wanted() {
            self.tell(event);
        }
    }

    #[cold]
    fn tell(&self, event: &Event<'_>) {
        match self.watched() {
            Some(watched) => watched.emit(event),
            None => emit(event),
        }
    }

    /// Tells how the call ended.
    pub(crate) fn end(&mut self, event: &Event<'_>) {
        match &mut self.0 {
            Some(room) => room.as_mut().project().watched.end(event),
            None => self.emit(event),
        }
    }

    /// Makes the call's span the current one.
    #[cfg(feature = "tracing")]
    pub(crate) fn span(&self) -> Option<tracing::span::Entered<'_>> {
        self.watched().and_then(Watched::enter)
    }

    /// Has the one timer of the call wait, from a moment that is now.
    #[inline]
    pub(crate) fn wait(&mut self, now: Option<Instant>, time: Duration) {
        self.room().project().timer.wait(now, time);
    }

    /// Whether there is anything to wait with.
    #[inline]
    pub(crate) fn can_wait(&self) -> bool {
        self.0.as_ref().map_or_else(can_wait, |room| room.timer.can_wait())
    }

    /// Whether it waits, or has waited since it was last stopped.
    pub(crate) fn has_timer(&self) -> bool {
        self.0.as_ref().is_some_and(|room| room.timer.is_set())
    }

    /// Ready where nothing is waited for any more.
    pub(crate) fn poll_timer(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        match &mut self.0 {
            Some(room) => room.as_mut().project().timer.poll(cx),
            None => Poll::Ready(()),
        }
    }

    /// Waits for nothing any more.
    pub(crate) fn stop_timer(&mut self) {
        if let Some(room) = &mut self.0 {
            room.as_mut().project().timer.stop();
        }
    }

    #[inline]
    fn room(&mut self) -> Pin<&mut Room> {
        self.0.get_or_insert_with(spare).as_mut()
    }
}

impl Drop for Aside {
    #[inline]
    fn drop(&mut self) {
        if let Some(room) = self.0.take() {
            give_back(room);
        }
    }
}

impl fmt::Debug for Aside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.notes(), f)
    }
}

impl Room {
    const EMPTY: Self = Self { notes: Notes::NONE, watched: Watched::NOT, timer: Timer::Unset };
}

#[inline(never)]
fn spare() -> Pin<Box<Room>> {
    let spare = SPARE.try_with(|spare| spare.borrow_mut().pop()).ok().flatten();
    spare.unwrap_or_else(|| Box::pin(Room::EMPTY))
}

#[inline(never)]
fn give_back(mut room: Pin<Box<Room>>) {
    // Not while the spare ones are borrowed: who listens hears of a call that was cancelled.
    let Parts { notes, watched, timer } = room.as_mut().project();
    timer.stop();
    *watched = Watched::NOT;
    *notes = Notes::NONE;
    let _ = SPARE.try_with(|spare| {
        let mut spare = spare.borrow_mut();
        if spare.len() < MOST_SPARE {
            spare.push(room);
        }
    });
}

/// So many calls of a thread can begin and end to wait at once without an allocation; they keep some 15 kB.
const MOST_SPARE: usize = 64;

thread_local! {
    static SPARE: RefCell<Vec<Pin<Box<Room>>>> = const { RefCell::new(Vec::new()) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spare_ones() -> usize {
        SPARE.with_borrow(Vec::len)
    }

    #[tokio::test(start_paused = true)]
    async fn a_room_that_was_used_before_holds_nothing_of_it() {
        let mut first = Aside::NONE;
        first.note().depth = 7;
        first.note().spent.retry(Class::Server);
        first.wait(None, Duration::from_secs(1));
        drop(first);
        assert_eq!(spare_ones(), 1);
        let mut second = Aside::NONE;
        assert_eq!(format!("{:?}", second.note()), format!("{:?}", Notes::NONE));
        assert!(!second.has_timer());
        assert_eq!((second.call(), spare_ones()), (0, 0));
    }

    #[test]
    fn what_needs_no_room_takes_none() {
        let aside = Aside::NONE;
        assert!(aside.is_none() && aside.call() == 0 && aside.notes().fault.is_none());
        drop(aside);
        assert_eq!(spare_ones(), 0);
    }

    #[test]
    fn a_thread_keeps_no_more_than_so_many() {
        let mut many: Vec<_> = (0..MOST_SPARE + 10).map(|_| Aside::NONE).collect();
        for aside in &mut many {
            aside.note().depth = 1;
        }
        drop(many);
        assert_eq!(spare_ones(), MOST_SPARE);
    }

    #[test]
    fn a_thread_that_ends_still_has_room() {
        struct Late(Option<Aside>);
        impl Drop for Late {
            fn drop(&mut self) {
                // By now the thread's spare ones may be gone.
                self.0.get_or_insert(Aside::NONE).note().depth = 1;
            }
        }
        thread_local! { static LATE: RefCell<Late> = const { RefCell::new(Late(None)) }; }
        for spare_first in [true, false] {
            let ended = std::thread::spawn(move || {
                let mut aside = Aside::NONE;
                if spare_first {
                    aside.note().depth = 1;
                }
                LATE.with_borrow_mut(|late| late.0 = Some(Aside::NONE));
                drop(aside);
            });
            assert!(ended.join().is_ok());
        }
    }
}
