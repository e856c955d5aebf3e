//! Finds what would leave the function from within an option: `?`, `return`, `break`.

use quote::ToTokens;
use syn::token::Await;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprAsync, ExprAwait, ExprClosure, Item, Path, Type};

use crate::diagnostics;
use crate::mistakes::Mistakes;

/// An error for every such token, except in closures, async blocks and loops of the option's own.
pub(crate) fn refuse(expr: &Expr) -> syn::Result<()> {
    let mut exits = Exits::default();
    exits.visit_expr(expr);
    exits.mistakes.into_error().map_or(Ok(()), Err)
}

/// The `await` in an expression that stands where nothing can wait, but for those in closures and blocks of its own.
pub(crate) fn awaits(expr: &Expr) -> Option<Await> {
    struct Awaits(Option<Await>);
    impl Visit<'_> for Awaits {
        fn visit_expr_await(&mut self, awaited: &ExprAwait) {
            self.0.get_or_insert(awaited.await_token);
        }
        fn visit_expr_async(&mut self, _: &ExprAsync) {}
        fn visit_expr_closure(&mut self, _: &ExprClosure) {}
    }
    let mut awaits = Awaits(None);
    awaits.visit_expr(expr);
    awaits.0
}

#[derive(Default)]
struct Exits {
    mistakes: Mistakes,
    loops: usize,
}

impl Exits {
    fn found(&mut self, token: &dyn ToTokens) {
        self.mistakes.add(diagnostics::exit(token));
    }

    fn within_loop(&mut self, visit: impl FnOnce(&mut Self)) {
        self.loops += 1;
        visit(self);
        self.loops -= 1;
    }
}

impl<'ast> Visit<'ast> for Exits {
    fn visit_expr_try(&mut self, expr: &'ast syn::ExprTry) {
        self.found(&expr.question_token);
        visit::visit_expr_try(self, expr);
    }

    fn visit_expr_return(&mut self, expr: &'ast syn::ExprReturn) {
        self.found(&expr.return_token);
        visit::visit_expr_return(self, expr);
    }

    fn visit_expr_break(&mut self, expr: &'ast syn::ExprBreak) {
        // A label is looked up by rustc, which doesn't see ours.
        if self.loops == 0 && expr.label.is_none() {
            self.found(&expr.break_token);
        }
        visit::visit_expr_break(self, expr);
    }

    fn visit_expr_continue(&mut self, expr: &'ast syn::ExprContinue) {
        if self.loops == 0 && expr.label.is_none() {
            self.found(&expr.continue_token);
        }
    }

    fn visit_expr_loop(&mut self, expr: &'ast syn::ExprLoop) {
        self.within_loop(|exits| visit::visit_expr_loop(exits, expr));
    }

    fn visit_expr_while(&mut self, expr: &'ast syn::ExprWhile) {
        self.within_loop(|exits| visit::visit_expr_while(exits, expr));
    }

    fn visit_expr_for_loop(&mut self, expr: &'ast syn::ExprForLoop) {
        self.within_loop(|exits| visit::visit_expr_for_loop(exits, expr));
    }

    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'ast ExprAsync) {}

    fn visit_item(&mut self, _: &'ast Item) {}

    // A constant in a type has a body of its own.
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_path(&mut self, _: &'ast Path) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
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
