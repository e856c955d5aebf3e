//! `self_link` against calls: a link is the function itself where nothing but an answer ends the call.

use std::cell::Cell;
use std::future::{Future, Ready, ready};
use std::pin::Pin;

use resilient::{Class, resilient};

use super::driver::Failed;

/// Answers from `goal` on, and never for what is below it: asked for the same again, it fails again.
struct Api {
    goal: u32,
    runs: Cell<u32>,
}

type Answered<'a> = Pin<Box<dyn Future<Output = Result<u32, Failed>> + 'a>>;

impl Api {
    /// More runs than that have no end of their own, and are ended here.
    const ENDLESS: u32 = 64;

    fn run(&self, id: u32) -> Result<u32, Failed> {
        self.runs.set(self.runs.get() + 1);
        if id >= self.goal || self.runs.get() > Self::ENDLESS {
            return Ok(id);
        }
        Err(Failed::With(Class::Overloaded, None))
    }
}

fn ask(api: &Api, id: u32) -> Ready<Result<u32, Failed>> {
    ready(api.run(id))
}

/// Asks with one link from every start for every goal; refused is what does not end by itself.
macro_rules! ends {
    (|$this:ident, $id:ident| $($link:tt)*) => {{
        struct Linked(Api);
        #[allow(clippy::clone_on_copy, dead_code, reason = "a link may clone whatever it passes on")]
        impl Linked {
            #[resilient(retries = 1, fallback = [$($link)*], allow(self_link))]
            fn ask(&$this, $id: u32) -> Answered<'_> {
                Box::pin(async move { $this.0.run($id) })
            }

            async fn tell(&self, id: u32) -> Result<u32, Failed> {
                self.0.run(id)
            }
        }
        let args = concat!("fallback = [", stringify!($($link)*), "]");
        let (mut configurations, refused) = (0, super::is_refused(args));
        for goal in 0..16 {
            for id in 0..16 {
                let linked = Linked(Api { goal, runs: Cell::new(0) });
                let _ = linked.ask(id).await;
                let endless = linked.0.runs.get() > Api::ENDLESS;
                assert_eq!(endless, refused && id < goal, "{args}: {id}, {goal}");
                configurations += 1;
            }
        }
        [configurations, if refused { configurations } else { 0 }]
    }};
}

#[tokio::test(start_paused = true)]
async fn a_link_is_refused_as_the_function_itself_where_the_call_has_no_end_of_its_own() {
    let counts = [
        ends!(|self, id| Self::ask),
        ends!(|self, id| Self::ask(self, id)),
        ends!(|self, id| self.ask(id)),
        ends!(|self, id| self.ask(id.clone())),
        ends!(|self, id| self.ask(id).await),
        ends!(|self, id| Self::ask(self, id + 1)),
        ends!(|self, id| self.ask(id + 1)),
        ends!(|self, id| self.ask(99)),
        ends!(|self, id| Self::tell),
        ends!(|self, id| self.tell(id)),
        ends!(|self, id| ask(&self.0, id)),
        ends!(|self, id| id = id + 1),
    ];
    let [configurations, refused] =
        counts.into_iter().fold([0, 0], |sum, next| [sum[0] + next[0], sum[1] + next[1]]);
    println!("self_link: {configurations} configurations, {refused} refused, all agree");
    assert!(configurations >= 2_000 && refused > 0);
}
