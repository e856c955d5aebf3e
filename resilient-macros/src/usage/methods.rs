//! What the name of a method tells of it: on any receiver, then in one list for each type that is known.

/// Whether a method takes its receiver by value, to go by the naming that all of Rust keeps to.
pub(super) fn consumes(method: &str) -> bool {
    let is_conversion = ["into_", "unwrap_"].iter().any(|start| method.starts_with(start));
    is_conversion || CONSUMING.contains(&method)
}

/// Whether a method changes its receiver, to go by names that texts and lists have.
pub(super) fn likely_changes(method: &str) -> bool {
    LIKELY_CHANGING.contains(&method)
}

/// Methods of texts and lists that hardly any other type has with `&self`. What cells, generators and maps for many threads
/// have is not among them.
#[rustfmt::skip]
const LIKELY_CHANGING: &[&str] = &[
    "dedup", "extend", "extend_from_slice", "insert_str", "make_ascii_lowercase",
    "make_ascii_uppercase", "pop_back", "pop_front", "push", "push_back", "push_front", "push_str",
    "resize", "swap_remove", "truncate", "write_fmt",
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

/// Those of slices that take `&mut self`.
#[rustfmt::skip]
pub(super) const CHANGING_SLICES: &[&str] = &[
    "clone_from_slice", "copy_from_slice", "copy_within", "fill", "fill_with",
    "make_ascii_lowercase", "make_ascii_uppercase", "reverse", "rotate_left", "rotate_right",
    "select_nth_unstable", "sort", "sort_by", "sort_by_cached_key", "sort_by_key", "sort_unstable",
    "sort_unstable_by", "sort_unstable_by_key", "swap", "swap_with_slice",
];

/// Those of the collections and texts of std, and what they write as writers.
#[rustfmt::skip]
pub(super) const CHANGING_COLLECTIONS: &[&str] = &[
    "append", "as_mut_slice", "clear", "dedup", "dedup_by", "dedup_by_key", "drain", "entry",
    "extend", "extend_from_slice", "extend_from_within", "extract_if", "first_entry", "insert",
    "insert_str", "last_entry", "make_contiguous", "pop", "pop_back", "pop_first", "pop_front",
    "pop_last", "push", "push_back", "push_front", "push_str", "remove", "remove_entry",
    "replace_range", "reserve", "reserve_exact", "resize", "resize_with", "retain",
    "set_extension", "set_file_name", "shrink_to", "shrink_to_fit", "splice", "split_off",
    "swap_remove", "swap_remove_back", "swap_remove_front", "truncate", "try_reserve",
    "write_all", "write_char", "write_fmt", "write_str",
];

#[rustfmt::skip]
pub(super) const CHANGING_OPTIONS: &[&str] = &[
    "as_mut_slice", "get_or_insert", "get_or_insert_default", "get_or_insert_with", "insert",
    "replace", "take", "take_if",
];

#[rustfmt::skip]
pub(super) const CHANGING_ITERATORS: &[&str] = &[
    "all", "any", "by_ref", "find", "find_map", "next", "next_back", "next_if", "next_if_eq",
    "nth", "nth_back", "peek", "position", "rfind", "rposition", "try_fold", "try_for_each",
];

/// Those of the streams of futures and tokio.
pub(super) const CHANGING_STREAMS: &[&str] = &["next", "select_next_some", "try_next"];

#[rustfmt::skip]
pub(super) const CHANGING_BYTES: &[&str] = &[
    "advance", "clear", "extend", "extend_from_slice", "put", "put_bytes", "put_slice", "put_u8",
    "reserve", "resize", "split", "split_off", "split_to", "truncate", "unsplit", "write_fmt",
    "write_str",
];
