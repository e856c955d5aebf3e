//! Small functions that only generated code calls: they fix types, and cost nothing.

use crate::classify::Verdict;
use crate::policy::{Policy, PolicyBuilder};

/// Tells the compiler what a body returns, in a branch that is never taken.
#[allow(clippy::needless_pass_by_value)]
pub const fn never<R>() -> R {
    loop {}
}

/// Coerces a path or closure to a function pointer, with the error type taken from the return type.
pub const fn classifier<T, E, V: Into<Verdict>>(
    _: &Option<Result<T, E>>,
    classify: fn(&E) -> V,
) -> fn(&E) -> V {
    classify
}

/// Changes a policy that is made at run time by what the attribute says beside it.
pub const fn overridden(builder: PolicyBuilder) -> Policy {
    builder.build_overridden()
}
