use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::*;
use crate::breaker::settings::Settings;
use crate::breaker::snapshot::BreakerState::{Closed, ForcedOpen};
use crate::breaker::snapshot::Snapshot;
use crate::registry::declared::Declared;

const D: Settings = Settings::DEFAULT;

type Seen = Arc<Mutex<Vec<(BreakerState, BreakerState)>>>;

/// Listens to one breaker: tests run beside one another.
fn listen(name: &'static str) -> (Seen, Listener) {
    let seen = Seen::default();
    let listener = on_breaker_change({
        let seen = Arc::clone(&seen);
        move |change| {
            if change.breaker == name {
                seen.lock().unwrap().push((change.from, change.to));
            }
        }
    });
    (seen, listener)
}

#[test]
fn each_change_is_told_once_with_both_states() {
    static CHANGES: Declared = Declared::new("changes", D);
    let (seen, _listener) = listen("changes");
    CHANGES.force_open();
    CHANGES.force_open();
    CHANGES.reset();
    assert_eq!(*seen.lock().unwrap(), [(Closed, ForcedOpen), (ForcedOpen, Closed)]);
}

#[test]
fn fault_86_nothing_is_told_once_the_listener_is_dropped() {
    static ENDED: Declared = Declared::new("ended", D);
    let (seen, listener) = listen("ended");
    let (others, _other) = listen("ended");
    drop(listener);
    ENDED.force_open();
    assert_eq!((seen.lock().unwrap().len(), others.lock().unwrap().len()), (0, 1));
    assert_eq!(Arc::strong_count(&seen), 1);
}

#[test]
fn g10_fault_23_a_callback_that_panics_changes_nothing_for_anybody() {
    static PANICS: Declared = Declared::new("panics", D);
    let panics = |change: &BreakerChange<'_>| assert_ne!(change.breaker, "panics");
    let (before, _first) = listen("panics");
    let _panicking = on_breaker_change(panics);
    let (after, _last) = listen("panics");
    PANICS.force_open();
    PANICS.reset();
    assert_eq!(PANICS.state(), Closed);
    assert_eq!((before.lock().unwrap().len(), after.lock().unwrap().len()), (2, 2));
}

/// Panics when it is dropped, and with another of its kind.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        std::panic::panic_any(Bomb);
    }
}

#[test]
fn fault_23_what_a_callback_panics_with_ends_no_call_when_it_is_dropped() {
    static BOMB: Declared = Declared::new("bomb", D);
    let _listener = on_breaker_change(|change| {
        if change.breaker == "bomb" {
            std::panic::panic_any(Bomb);
        }
    });
    let (after, _last) = listen("bomb");
    BOMB.force_open();
    assert_eq!((BOMB.state(), after.lock().unwrap().len()), (ForcedOpen, 1));
}

#[test]
fn fault_23_what_a_callback_holds_ends_no_call_when_it_is_dropped_in_the_middle() {
    static LAST: Declared = Declared::new("last", D);
    let listener = Arc::new(Mutex::new(None::<Listener>));
    let (own, held) = (Arc::clone(&listener), Bomb);
    let listening = on_breaker_change(move |change| {
        let _ = &held;
        if change.breaker == "last" {
            drop(own.lock().unwrap().take());
        }
    });
    *listener.lock().unwrap() = Some(listening);
    LAST.force_open();
    assert_eq!(LAST.state(), ForcedOpen);
}

#[test]
fn t28_fault_24_a_callback_may_use_the_breaker_and_the_listeners() {
    static USED: Declared = Declared::new("used", D);
    let snapshots = Arc::new(Mutex::new(Vec::new()));
    let _listener = on_breaker_change({
        let snapshots = Arc::clone(&snapshots);
        move |change| {
            if change.breaker == "used" {
                let (_, _inner) = listen("used");
                if change.to == ForcedOpen {
                    USED.reset();
                }
                let Snapshot { state, generation, .. } = USED.snapshot();
                snapshots.lock().unwrap().push((change.generation, generation, state));
            }
        }
    });
    USED.force_open();
    // The inner change was told inside of the outer one.
    assert_eq!(*snapshots.lock().unwrap(), [(2, 2, Closed), (1, 2, Closed)]);
}

#[test]
fn what_a_callback_holds_is_dropped_outside_of_the_lock() {
    struct Listens(Arc<AtomicBool>);
    impl Drop for Listens {
        fn drop(&mut self) {
            drop(on_breaker_change(|_| ()));
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let dropped = Arc::new(AtomicBool::new(false));
    let held = Listens(Arc::clone(&dropped));
    drop(on_breaker_change(move |_| drop(Arc::clone(&held.0))));
    assert!(dropped.load(Ordering::Relaxed));
}

#[test]
fn every_change_is_told_whichever_thread_makes_it() {
    static BUSY: Declared = Declared::new("busy", D);
    let told = Arc::new(AtomicUsize::new(0));
    let _listener = on_breaker_change({
        let told = Arc::clone(&told);
        move |change| {
            told.fetch_add(usize::from(change.breaker == "busy"), Ordering::Relaxed);
        }
    });
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..500 {
                    BUSY.force_open();
                    BUSY.force_close();
                }
            });
        }
    });
    assert_eq!(told.load(Ordering::Relaxed) as u64, BUSY.snapshot().generation);
}
