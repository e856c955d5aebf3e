//! The option `classify`: a function, or a call that makes what tells the class, as `chain::<(A, B)>()`.

use syn::spanned::Spanned;
use syn::{Expr, parse_quote_spanned};

use crate::options::value::Value;

// Input:  resilient::chain::<(A, B)>()
// Output: |error| (resilient::chain::<(A, B)>()).verdict(error)
pub(crate) fn read(value: &Value<'_>) -> syn::Result<Expr> {
    match value.expression()? {
        Expr::Call(call) if call.args.is_empty() && makes_one(&call.func) => {
            Ok(parse_quote_spanned!(call.span()=> |error| (#call).verdict(error)))
        }
        _ => value.callable(),
    }
}

/// A call without types is rather that of a function which is wanted itself.
fn makes_one(function: &Expr) -> bool {
    let Expr::Path(path) = function else { return false };
    path.path.segments.last().is_some_and(|last| !last.arguments.is_none() || last.ident == "chain")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{accepts, refuses};

    #[test]
    fn a_function_or_what_makes_one_is_read() {
        for args in [
            "my_classes",
            "|error| error.class()",
            "chain::<(A, B)>()",
            "resilient::chain::<(A,)>()",
        ] {
            let classify = accepts(&format!("classify = {args}")).classify;
            let function = classify.map(|given| given.value);
            assert!(matches!(function, Some(Expr::Path(_) | Expr::Closure(_))), "{args}");
        }
    }

    #[test]
    fn what_is_neither_is_shown() {
        let said = "this is neither a path nor a closure; write `classify = my_classes`";
        refuses(&[
            (
                "classify = meaning()",
                &[("meaning()", "this is called where it stands; write `classify = meaning`")],
            ),
            ("classify = meaning(error)", &[("meaning(error)", said)]),
            ("classify = error.class()", &[("error.class()", said)]),
            ("classify = (a, b)", &[("(a, b)", said)]),
        ]);
    }
}
