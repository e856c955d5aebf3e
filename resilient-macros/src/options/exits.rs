//! Finds what would leave the function from within an option: `?`, `return`, `break`.

use syn::token::Await;
use syn::{Expr, Lifetime};

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::usage::each_within;

/// An error for every such token, except in closures, async blocks and loops of the option's own.
pub(crate) fn refuse(expr: &Expr) -> syn::Result<()> {
    let mut mistakes = Mistakes::default();
    find(expr, false, &mut mistakes);
    mistakes.into_error().map_or(Ok(()), Err)
}

/// The `await` in an expression that stands where nothing can wait, but for those in closures and blocks of its own.
pub(crate) fn awaits(expr: &Expr) -> Option<Await> {
    let mut found = match expr {
        Expr::Async(_) | Expr::Closure(_) => return None,
        Expr::Await(awaited) => return Some(awaited.await_token),
        _ => None,
    };
    each_within(expr, &mut |inner| found = found.or_else(|| awaits(inner)));
    found
}

fn find(expr: &Expr, in_loop: bool, mistakes: &mut Mistakes) {
    // A label is looked up by rustc, which doesn't see ours.
    let is_free = |label: &Option<Lifetime>| !in_loop && label.is_none();
    match expr {
        Expr::Async(_) | Expr::Closure(_) => return,
        Expr::Try(it) => mistakes.add(diagnostics::exit(&it.question_token)),
        Expr::Return(it) => mistakes.add(diagnostics::exit(&it.return_token)),
        Expr::Break(it) if is_free(&it.label) => mistakes.add(diagnostics::exit(&it.break_token)),
        Expr::Continue(it) if is_free(&it.label) => {
            mistakes.add(diagnostics::exit(&it.continue_token));
        }
        _ => {}
    }
    let in_loop = in_loop || matches!(expr, Expr::ForLoop(_) | Expr::Loop(_) | Expr::While(_));
    each_within(expr, &mut |inner| find(inner, in_loop, mistakes));
}

#[cfg(test)]
mod tests {
    use crate::testing::{accepts, refuses};

    #[test]
    fn what_would_leave_the_function_is_shown() {
        refuses(&[
            (
                "fallback = [a = x?, b(return 3), g = break, h = { continue }]",
                &[
                    (
                        "?",
                        "`?` would end the whole call from here; remove it, or move it into a function",
                    ),
                    (
                        "return",
                        "`return` would end the whole call from here; remove it, or move it into a function",
                    ),
                    (
                        "break",
                        "`break` would end the whole call from here; remove it, or move it into a function",
                    ),
                    (
                        "continue",
                        "`continue` would end the whole call from here; remove it, or move it into a function",
                    ),
                ],
            ),
            (
                "fallback = [model in names()?]",
                &[(
                    "?",
                    "`?` would end the whole call from here; remove it, or move it into a function",
                )],
            ),
            (
                "fallback = [self.backup.ask(key?).await]",
                &[(
                    "?",
                    "`?` would end the whole call from here; remove it, or move it into a function",
                )],
            ),
        ]);
    }

    #[test]
    fn what_stays_within_the_expression_is_fine() {
        accepts("otherwise = ask(|x| x?, async { y? }).await");
        accepts("otherwise = loop { break 3 }");
        accepts("otherwise = { for x in y { continue; } while z { break; } 3 }");
        accepts("otherwise = 'a: { if b { break 'a 1; } 2 }");
        accepts("otherwise = { fn inner() -> Option<u8> { f()?; return g(); } inner() }");
    }
}
