//! What tests of users' code need.

use crate::dice;

/// Starts this thread's dice anew from `seed`, so that waits and open times repeat exactly.
///
/// ```
/// # use resilient_runtime as resilient;
/// resilient::testing::seed(7);
/// ```
pub fn seed(seed: u64) {
    dice::seed(seed);
}
