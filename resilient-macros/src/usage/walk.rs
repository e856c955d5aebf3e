//! The walk through a body for one name.
//!
//! What is visited stands where a value is taken; `place` is for where one is only looked at.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::visit::{self, Visit};
use syn::{
    Arm, Attribute, BinOp, Block, Expr, ExprClosure, ExprIf, FieldValue, Item, Lit, Local, Macro,
    Pat, Path, PointerMutability, Stmt, Type, UnOp,
};

use super::changes::{assigns, targets};
use super::macro_input::{self, Part};
use super::reader::Reader;
use super::{Changed, Usage, bare, conditions, scope, token_scan};

impl Reader<'_> {
    pub(super) fn statements(&mut self, statements: &[Stmt]) {
        self.scoped(|reader| {
            // An item is in scope in the whole block, also above its own line.
            reader.hidden |= statements.iter().any(|it| scope::declares(it, &reader.name));
            for statement in statements {
                let conditions = conditions::of_statement(statement);
                // Where a `cfg` is not met, what follows sees the argument.
                let hidden = (!conditions.is_empty()).then_some(reader.hidden);
                reader.conditional(conditions, |reader| reader.visit_stmt(statement));
                reader.hidden = hidden.unwrap_or(reader.hidden);
            }
        });
    }

    fn place(&mut self, expr: &Expr) {
        match bare(expr) {
            expr if self.is_name(expr) => self.note(Usage::Borrowed),
            Expr::Field(it) => self.place(&it.base),
            Expr::Unary(it) if matches!(it.op, UnOp::Deref(_)) => self.place(&it.expr),
            expr => self.visit_expr(expr),
        }
    }

    fn scrutinee(&mut self, expr: &Expr, patterns: &[&Pat], is_irrefutable: bool) {
        if patterns.iter().any(|it| scope::lends_exclusively(it)) {
            self.note_change(expr, Changed::Surely);
        }
        if patterns.iter().any(|it| scope::takes_value(it, is_irrefutable)) {
            self.visit_expr(expr);
        } else {
            self.place(expr);
        }
    }

    fn assign(&mut self, target: &Expr) {
        match target {
            // Behind a captured reference rustc would look for a use of what is assigned, so the block has one of its own.
            Expr::Unary(it) if self.nature.is_exclusive() && self.is_name(&it.expr) => {
                self.note(Usage::ByValue);
            }
            _ => {
                self.note_change(target, Changed::Surely);
                self.place(target);
            }
        }
    }

    fn binary(&mut self, left: &Expr, op: &BinOp, right: &Expr) {
        match op {
            BinOp::Eq(_)
            | BinOp::Ne(_)
            | BinOp::Lt(_)
            | BinOp::Le(_)
            | BinOp::Gt(_)
            | BinOp::Ge(_)
            | BinOp::And(_)
            | BinOp::Or(_) => {
                self.place(left);
                self.place(right);
            }
            op if assigns(op) => {
                self.note_change(left, Changed::Surely);
                self.place(left);
                self.visit_expr(right);
            }
            _ => {
                self.visit_expr(left);
                self.visit_expr(right);
            }
        }
    }

    fn branch(&mut self, expr: &ExprIf) {
        self.scoped(|reader| {
            reader.place(&expr.cond);
            reader.visit_block(&expr.then_branch);
        });
        if let Some((_, otherwise)) = &expr.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn closure(&mut self, closure: &ExprClosure) {
        self.scoped(|reader| {
            reader.moving |= closure.capture.is_some();
            closure.inputs.iter().for_each(|it| reader.bind(it));
            reader.visit_expr(&closure.body);
        });
    }

    pub(super) fn macro_call(&mut self, name: &str, input: &TokenStream) {
        self.scoped(|reader| {
            let parts = macro_input::parts(name, input);
            if let (Some(Part::Shown(target)), "write" | "writeln") = (parts.first(), name) {
                reader.note_method("write_fmt", target);
            }
            // A format takes what is given a name behind it from there.
            let is_given =
                parts.iter().rposition(|it| matches!(it, Part::Key(it) if it == &reader.name));
            for (at, part) in parts.into_iter().enumerate() {
                match part {
                    Part::Value(expr) => reader.visit_expr(&expr),
                    Part::Shown(expr) => reader.place(&expr),
                    Part::Format(_) if is_given > Some(at) => {}
                    Part::Format(text) if macro_input::captures(&text, &reader.name) => {
                        reader.note(Usage::Borrowed);
                    }
                    Part::Format(_) | Part::Key(_) => {}
                    Part::Unread(tokens) => token_scan::scan(reader, &tokens),
                }
            }
        });
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            _ if self.is_name(expr) => self.note(Usage::ByValue),
            Expr::Reference(it) => {
                if it.mutability.is_some() {
                    self.note_change(&it.expr, Changed::Surely);
                }
                self.place(&it.expr);
            }
            Expr::RawAddr(it) => {
                if matches!(it.mutability, PointerMutability::Mut(_)) {
                    self.note_change(&it.expr, Changed::Surely);
                }
                self.place(&it.expr);
            }
            Expr::Field(it) => {
                self.note_field(expr);
                self.place(&it.base);
            }
            Expr::Unary(it) if matches!(it.op, UnOp::Deref(_)) => {
                if self.nature.is_box() && self.is_name(&it.expr) {
                    self.note(Usage::ByValue);
                }
                self.place(&it.expr);
            }
            Expr::MethodCall(it) => {
                let method = it.method.unraw().to_string();
                if self.is_taken_by(&method) {
                    self.taken(&it.receiver);
                }
                self.note_method(&method, &it.receiver);
                self.place(&it.receiver);
                it.args.iter().for_each(|it| self.visit_expr(it));
            }
            Expr::Call(it) => {
                if self.nature.is_called_once() && self.is_name(&it.func) {
                    self.note(Usage::ByValue);
                }
                if self.nature.is_changed_by_a_call() {
                    self.note_change(&it.func, Changed::Surely);
                }
                self.place(&it.func);
                it.args.iter().for_each(|it| self.visit_expr(it));
            }
            Expr::Index(it) => {
                self.place(&it.expr);
                self.visit_expr(&it.index);
            }
            Expr::Binary(it) => self.binary(&it.left, &it.op, &it.right),
            // `_ = x` moves nothing, as `let _ = x` does not.
            Expr::Assign(it) if matches!(*it.left, Expr::Infer(_)) => self.place(&it.right),
            Expr::Assign(it) => {
                for target in targets(&it.left) {
                    self.assign(target);
                }
                self.visit_expr(&it.right);
            }
            Expr::Let(it) => {
                self.scrutinee(&it.expr, &[&it.pat], false);
                self.bind(&it.pat);
            }
            Expr::If(it) => self.branch(it),
            Expr::While(it) => self.scoped(|reader| {
                reader.place(&it.cond);
                reader.visit_block(&it.body);
            }),
            Expr::Match(it) => {
                let patterns: Vec<&Pat> = it.arms.iter().map(|arm| &arm.pat).collect();
                self.scrutinee(&it.expr, &patterns, false);
                it.arms.iter().for_each(|arm| self.visit_arm(arm));
            }
            Expr::ForLoop(it) => {
                self.visit_expr(&it.expr);
                self.scoped(|reader| {
                    reader.bind(&it.pat);
                    reader.visit_block(&it.body);
                });
            }
            Expr::Closure(it) => self.closure(it),
            Expr::Async(it) => self.scoped(|reader| {
                reader.moving |= it.capture.is_some();
                reader.visit_block(&it.block);
            }),
            // The length is a constant, and so is a const block: no argument is seen there.
            Expr::Repeat(it) => self.visit_expr(&it.expr),
            Expr::Const(_) => {}
            Expr::Verbatim(tokens) => token_scan::scan(self, tokens),
            _ => visit::visit_expr(self, expr),
        }
    }
}

impl Visit<'_> for Reader<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        let conditions = conditions::of(expr);
        self.conditional(conditions, |reader| reader.expr(expr));
    }

    fn visit_block(&mut self, block: &Block) {
        self.statements(&block.stmts);
    }

    fn visit_local(&mut self, local: &Local) {
        if let Some(init) = &local.init {
            self.scrutinee(&init.expr, &[&local.pat], init.diverge.is_none());
            if let Some((_, otherwise)) = &init.diverge {
                self.visit_expr(otherwise);
            }
        }
        self.bind(&local.pat);
    }

    fn visit_arm(&mut self, arm: &Arm) {
        self.scoped(|reader| {
            reader.bind(&arm.pat);
            reader.conditional(conditions::asked(&arm.attrs), |reader| {
                if let Pat::Guard(guarded) = &arm.pat {
                    reader.place(&guarded.guard);
                }
                reader.visit_expr(&arm.body);
            });
        });
    }

    fn visit_field_value(&mut self, field: &FieldValue) {
        self.conditional(conditions::asked(&field.attrs), |reader| {
            reader.visit_expr(&field.expr);
        });
    }

    fn visit_item(&mut self, item: &Item) {
        // Of all items only a `macro_rules!` sees the arguments.
        if let Item::Macro(rules) = item {
            token_scan::scan(self, &rules.mac.tokens);
        }
    }

    fn visit_macro(&mut self, call: &Macro) {
        if let Some(last) = call.path.segments.last() {
            self.macro_call(&last.ident.unraw().to_string(), &call.tokens);
        }
    }

    // No argument's value is named in these.
    fn visit_attribute(&mut self, _: &Attribute) {}
    fn visit_lit(&mut self, _: &Lit) {}
    fn visit_pat(&mut self, _: &Pat) {}
    fn visit_path(&mut self, _: &Path) {}
    fn visit_type(&mut self, _: &Type) {}
}
