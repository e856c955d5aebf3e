//! Where chance comes from: one generator a thread, or one a test's scope, handed down as plain numbers.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};

thread_local! {
    static STATE: Cell<u64> = Cell::new(RandomState::new().hash_one(0));
}

/// Throws the dice: a fresh, evenly spread number.
pub(crate) fn throw() -> u64 {
    #[cfg(feature = "test-util")]
    if let Some(scope) = crate::testing::scope::current() {
        return scope.throw();
    }
    STATE.with(|state| {
        let (next, dice) = splitmix64(state.get());
        state.set(next);
        dice
    })
}

/// Starts this thread's dice anew from `seed`, so that a run can be repeated.
#[cfg(any(test, feature = "test-util"))]
pub(crate) fn seed(seed: u64) {
    STATE.with(|state| state.set(seed));
}

/// One step of `SplitMix64` (Steele, Lea and Flood 2014): the next state and the number drawn.
pub(crate) const fn splitmix64(state: u64) -> (u64, u64) {
    let next = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = next;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (next, z ^ (z >> 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_the_published_ones() {
        // The reference sequence for seed 1234567.
        let (state, first) = splitmix64(1_234_567);
        let (_, second) = splitmix64(state);
        assert_eq!([first, second], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn fault_50_two_threads_throw_different_dice() {
        let other = std::thread::spawn(throw).join().unwrap();
        assert_ne!(throw(), other);
    }
}
