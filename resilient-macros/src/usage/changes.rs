//! What an assignment changes: which operators assign, to which places, and of what these are parts.

use syn::{BinOp, Expr, UnOp};

use super::Changed;
use super::within::bare;

/// What a place is a part of, and whether that is changed if the place is.
pub(super) fn whole_of(place: &Expr) -> (&Expr, Changed) {
    let (mut whole, mut steps) = (place, 0);
    loop {
        whole = match bare(whole) {
            Expr::Field(it) => &it.base,
            Expr::Index(it) => &it.expr,
            Expr::Unary(it) if matches!(it.op, UnOp::Deref(_)) => &it.expr,
            // A part of it may be a reference.
            _ => return (whole, if steps > 1 { Changed::Likely } else { Changed::Surely }),
        };
        steps += 1;
    }
}

/// The places that are assigned to: several, where a value is taken apart.
pub(super) fn targets(left: &Expr) -> Vec<&Expr> {
    let parts: Vec<&Expr> = match left {
        Expr::Tuple(it) => it.elems.iter().collect(),
        Expr::Array(it) => it.elems.iter().collect(),
        Expr::Call(it) => it.args.iter().collect(),
        Expr::Struct(it) => it.fields.iter().map(|field| &field.expr).collect(),
        place => return vec![place],
    };
    parts.into_iter().flat_map(targets).collect()
}

/// Whether this is `+=` or the like.
pub(super) const fn assigns(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}
