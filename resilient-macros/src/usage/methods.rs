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

#[rustfmt::skip]
pub(super) const COLLECTIONS: &[&str] = &[
    "append", "clear", "insert", "remove", "reverse", "set_extension", "set_file_name", "sort",
    "sort_by", "sort_by_key", "sort_unstable", "sort_unstable_by", "sort_unstable_by_key", "swap",
];

/// Those of both `Option` and `Result`, and anyhow's and eyre's for them.
#[rustfmt::skip]
pub(super) const CHOICES: &[&str] = &[
    "and", "and_then", "context", "flatten", "inspect", "map", "map_or", "map_or_default",
    "map_or_else", "or", "or_else", "transpose", "with_context", "wrap_err", "wrap_err_with",
];

pub(super) const ARRAYS: &[&str] = &["map"];

pub(super) const OPTIONS: &[&str] =
    &["filter", "is_none_or", "is_some_and", "ok_or", "ok_or_else", "unzip", "xor", "zip"];

pub(super) const RESULTS: &[&str] =
    &["err", "expect_err", "inspect_err", "is_err_and", "is_ok_and", "map_err", "ok"];

/// Those of both std's iterators and the streams of futures.
#[rustfmt::skip]
pub(super) const SEQUENCES: &[&str] = &[
    "chain", "collect", "count", "cycle", "enumerate", "filter", "filter_map", "flat_map",
    "flatten", "fold", "for_each", "fuse", "inspect", "map", "map_while", "peekable", "scan",
    "skip", "skip_while", "take", "take_while", "unzip", "zip",
];

#[rustfmt::skip]
pub(super) const ITERATORS: &[&str] = &[
    "cloned", "cmp", "copied", "eq", "ge", "gt", "is_sorted", "last", "le", "lt", "max", "max_by",
    "max_by_key", "min", "min_by", "min_by_key", "ne", "partial_cmp", "partition", "product",
    "reduce", "rev", "step_by", "sum",
];

#[rustfmt::skip]
pub(super) const STREAMS: &[&str] = &[
    "all", "and_then", "any", "boxed", "boxed_local", "buffer_unordered", "buffered", "chunks",
    "concat", "for_each_concurrent", "forward", "map_err", "map_ok", "merge", "or_else",
    "ready_chunks", "split", "take_until", "then", "throttle", "timeout", "try_buffer_unordered",
    "try_buffered", "try_collect", "try_concat", "try_filter", "try_filter_map", "try_flatten",
    "try_fold", "try_for_each", "try_for_each_concurrent",
];

#[rustfmt::skip]
pub(super) const FUTURES: &[&str] = &[
    "and_then", "boxed", "boxed_local", "catch_unwind", "flatten", "fuse", "inspect", "map",
    "map_err", "map_ok", "or_else", "shared", "then",
];

/// Those of tower's `ServiceExt`.
#[rustfmt::skip]
pub(super) const SERVICES: &[&str] = &[
    "and_then", "boxed", "boxed_clone", "filter", "filter_async", "map_err", "map_future",
    "map_request", "map_response", "map_result", "oneshot", "ready_oneshot", "then",
];
