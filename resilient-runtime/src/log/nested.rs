//! Calls within calls, reported once for each pair: where both repeat, their attempts multiply.

use std::collections::BTreeSet;
use std::ptr;
use std::sync::{Mutex, PoisonError};

use tracing::{debug, warn};

use crate::log::TARGET;
use crate::run::scope::Scope;
use crate::site::Site;

/// Reports that a call, which can make so many attempts, was made inside another one.
pub(crate) fn report(site: &'static Site, outer: &Scope, attempts: u32) {
    let (inner, around) = (ptr::from_ref(site).addr(), ptr::from_ref(outer.site).addr());
    // Most functions are always called from the same place: that costs no lock.
    if site.was_last_in(around) || !is_new((around, inner)) {
        return;
    }
    let (id, outer_id) = (site.id(), outer.site.id());
    let at_most = attempts.saturating_mul(outer.attempts());
    if attempts > 1 && outer.attempts() > 1 {
        warn!(
            target: TARGET, id, outer = outer_id, at_most,
            "nested calls multiply their attempts"
        );
    } else {
        debug!(target: TARGET, id, outer = outer_id, at_most, "nested call");
    }
}

fn is_new(pair: (usize, usize)) -> bool {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner).insert(pair)
}

/// As many as there are pairs of functions in the code.
static SEEN: Mutex<BTreeSet<(usize, usize)>> = Mutex::new(BTreeSet::new());
