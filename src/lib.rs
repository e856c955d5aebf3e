//! One attribute that makes an async function survive an API that fails.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub use resilient_macros::{breaker, policy, resilient};
#[doc(hidden)]
pub use resilient_runtime::__private;
pub use resilient_runtime::*;
