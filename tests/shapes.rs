//! The compat corpus: one shape of function a file, each behaving as it does without the attribute.

#[cfg(test)]
#[allow(
    dead_code,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "the shapes are what users write"
)]
mod shapes {
    mod support;

    mod args_alias_of_reference;
    mod args_attributes;
    mod args_borrow_option;
    mod args_borrowed_assert;
    mod args_borrowed_call;
    mod args_borrowed_closure;
    mod args_borrowed_comparison;
    mod args_borrowed_deref;
    mod args_borrowed_field;
    mod args_borrowed_format;
    mod args_borrowed_index;
    mod args_borrowed_method;
    mod args_borrowed_nested_block;
    mod args_borrowed_reference;
    mod args_borrowed_scrutinee;
    mod args_borrowed_tracing;
    mod args_by_value_arithmetic;
    mod args_by_value_array;
    mod args_by_value_await;
    mod args_by_value_block_tail;
    mod args_by_value_call;
    mod args_by_value_field;
    mod args_by_value_for;
    mod args_by_value_if_let;
    mod args_by_value_let;
    mod args_by_value_macro;
    mod args_by_value_match;
    mod args_by_value_method_argument;
    mod args_by_value_move_block;
    mod args_by_value_move_closure;
    mod args_by_value_mut;
    mod args_by_value_question_mark;
    mod args_by_value_return;
    mod args_by_value_tail;
    mod args_by_value_tuple;
    mod args_by_value_vec;
    mod args_cfg;
    mod args_clone_by_value;
    mod args_clone_option;
    mod args_drop_order;
    mod args_drop_order_of_originals;
    mod args_exclusive;
    mod args_exclusive_generic;
    mod args_guard;
    mod args_impl_as_ref;
    mod args_impl_by_value;
    mod args_impl_into_method;
    mod args_kept_for_a_link;
    mod args_macro_uses;
    mod args_moved_past_expressions;
    mod args_moved_past_policy;
    mod args_mut;
    mod args_mut_exclusive;
    mod args_mut_str;
    mod args_named_like_structs;
    mod args_none;
    mod args_option_unwrapped;
    mod args_owned_consumed;
    mod args_owned_consumed_early_success;
    mod args_owned_read;
    mod args_patterns;
    mod args_patterns_by_value;
    mod args_patterns_of_references;
    mod args_pin;
    mod args_raw;
    mod args_retries_path;
    mod args_single_attempt;
    mod args_single_attempt_guarded;
    mod args_str;
    mod args_thirty;
    mod args_tuple;
    mod args_tuple_owned;
    mod args_two_owned_consumed;
    mod args_types_from_macros;
    mod args_underscored;
    mod attributes_crate;
    mod attributes_instrument;
    mod attributes_kept;
    mod attributes_tokio_test;
    mod attributes_twice;
    mod bodies_cancelled;
    mod bodies_closures;
    mod bodies_diverging;
    mod bodies_dropped_before_the_wait;
    mod bodies_foreign;
    mod bodies_inner_attributes;
    mod bodies_items;
    mod bodies_join_and_select;
    mod bodies_let_else;
    mod bodies_line;
    mod bodies_loops;
    mod bodies_nested_annotated;
    mod bodies_one_line;
    mod bodies_question_mark;
    mod bodies_recursion;
    mod bodies_return;
    mod bodies_shadowing;
    mod bodies_temporaries;
    mod generics_associated_types;
    mod generics_closures;
    mod generics_const;
    mod generics_const_in_policy;
    mod generics_error;
    mod generics_hrtb;
    mod generics_impl_in_ok;
    mod generics_names;
    mod generics_plain;
    mod generics_read_needs_no_clone;
    mod generics_unsized;
    mod hygiene_arguments;
    mod hygiene_arguments_by_value;
    mod hygiene_functions;
    mod hygiene_labels;
    mod hygiene_macros;
    mod hygiene_modules;
    mod hygiene_no_prelude;
    mod hygiene_types;
    mod lifetimes_dyn;
    mod lifetimes_elided;
    mod lifetimes_named;
    mod lifetimes_static;
    mod lints_clean;
    mod lints_of_the_user;
    mod macros_expressions;
    mod macros_hygiene;
    mod macros_items;
    mod macros_options;
    mod macros_question_mark;
    mod receivers_arc;
    mod receivers_box;
    mod receivers_exclusive;
    mod receivers_exclusive_by_value;
    mod receivers_in_options;
    mod receivers_mut_value;
    mod receivers_not_sync;
    mod receivers_pin;
    mod receivers_replaced_field;
    mod receivers_shared;
    mod receivers_typed_references;
    mod receivers_value;
    mod receivers_value_in_formats;
    mod receivers_value_read;
    mod receivers_value_single;
    mod returns_aliases;
    mod returns_borrow_of_exclusive;
    mod returns_borrow_of_shared;
    mod returns_boxed_errors;
    mod returns_boxed_future;
    mod returns_impl_future;
    mod returns_impl_future_in_traits;
    mod returns_inference;
    mod returns_lazily;
    mod returns_never;
    mod send_all;
    mod send_boxed;
    mod send_rc;
    mod send_size;
    mod traits_async_trait;
    mod traits_async_trait_instrument;
    mod traits_async_trait_not_send;
    mod traits_default;
    mod traits_dyn;
    mod traits_generic_method;
    mod traits_native;
}

#[test]
fn every_shape_is_in_the_list() {
    let list = include_str!("shapes.rs");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shapes");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.replace(".rs", ";");
        assert!(list.contains(&format!("mod {module}")), "no `mod {module}`");
    }
}
