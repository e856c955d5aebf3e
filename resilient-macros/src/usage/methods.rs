//! What the name of a method tells of it, whatever it is called on.

/// Whether a method takes its receiver by value, to go by the naming that all of Rust keeps to.
pub(super) fn consumes(method: &str) -> bool {
    let is_conversion = ["into_", "unwrap_"].iter().any(|start| method.starts_with(start));
    is_conversion || CONSUMING.contains(&method)
}

/// Whether a method changes its receiver, whatever that is, as far as names tell.
pub(super) fn changes(method: &str) -> bool {
    (method.ends_with("_mut") && !method.ends_with("borrow_mut")) || CHANGING.contains(&method)
}

/// Methods by names that only collections, readers and writers have. Those of cells are not among them.
#[rustfmt::skip]
const CHANGING: &[&str] = &[
    "as_mut", "dedup", "drain", "entry", "extend", "extend_from_slice", "flush", "insert_str",
    "make_ascii_lowercase", "make_ascii_uppercase", "next", "pop", "pop_back", "pop_front", "push",
    "push_back", "push_front", "push_str", "read_exact", "read_to_end", "read_to_string", "resize",
    "retain", "split_off", "swap_remove", "truncate", "try_next", "write_all", "write_fmt",
    "write_str",
];

/// Conversions of std, and what tokio has of an `Arc` or a sender.
#[rustfmt::skip]
const CONSUMING: &[&str] = &[
    "into", "try_into", "unwrap", "expect",
    "acquire_many_owned", "acquire_owned", "blocking_lock_owned", "lock_owned", "notified_owned",
    "read_owned", "reserve_many_owned", "reserve_owned", "try_acquire_many_owned",
    "try_acquire_owned", "try_lock_owned", "try_read_owned", "try_reserve_owned",
    "try_write_owned", "write_owned",
];
