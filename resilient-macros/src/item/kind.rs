//! What the type of an argument says about lending it to each attempt.

use proc_macro2::Ident;
use syn::visit::Visit;
use syn::{
    Attribute, Expr, GenericArgument, Lifetime, PathArguments, Receiver, ReceiverKind, Type,
    TypeReference,
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Owned,
    /// `&T`, or a scalar: every attempt has it as it is.
    Shared,
    Exclusive,
    /// `Pin<&mut T>`
    Pinned,
    /// `Option<&mut T>`
    Optional,
    Opaque,
}

pub(crate) fn receiver_kind(receiver: &Receiver) -> Kind {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, Some(_)) => Kind::Exclusive,
        ReceiverKind::Reference(..) => Kind::Shared,
        ReceiverKind::Typed(_, ty) => kind(ty),
        _ => Kind::Owned,
    }
}

pub(crate) fn kind(ty: &Type) -> Kind {
    let of = |ty: &Type| match bare(ty) {
        Type::Reference(reference) if reference.mutability.is_some() => Kind::Exclusive,
        Type::Reference(_) => Kind::Shared,
        Type::ImplTrait(_) => Kind::Opaque,
        Type::Path(path) if path.path.get_ident().is_some_and(is_scalar) => Kind::Shared,
        _ => Kind::Owned,
    };
    match around(ty) {
        Some((outer, inner)) if outer == "Pin" && of(inner) == Kind::Exclusive => Kind::Pinned,
        Some((outer, inner)) if outer == "Option" && of(inner) == Kind::Exclusive => Kind::Optional,
        _ => of(ty),
    }
}

/// Whether a value of a type may have a reference in it, as far as it is written.
pub(crate) fn may_borrow(ty: &Type) -> bool {
    struct Borrows(bool);
    impl Visit<'_> for Borrows {
        fn visit_lifetime(&mut self, _: &Lifetime) {
            self.0 = true;
        }

        fn visit_type_reference(&mut self, _: &TypeReference) {
            self.0 = true;
        }

        fn visit_ident(&mut self, name: &Ident) {
            self.0 |= name == "Self";
        }

        // A constant in a type borrows nothing.
        fn visit_expr(&mut self, _: &Expr) {}
        fn visit_attribute(&mut self, _: &Attribute) {}
    }
    let mut borrows = Borrows(false);
    borrows.visit_type(ty);
    borrows.0
}

/// Whether the name is that of a number, of `bool` or of `char`, all of which are `Copy`.
pub(crate) fn is_scalar(name: &Ident) -> bool {
    SCALARS.contains(&name.to_string().as_str())
}

const SCALARS: &[&str] = &[
    "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32",
    "f64", "bool", "char",
];

/// The exclusive reference that a type is, or holds where another attempt can borrow from it anew.
pub(crate) fn exclusive(ty: &Type) -> Option<&TypeReference> {
    let inner = match kind(ty) {
        Kind::Exclusive => ty,
        Kind::Pinned | Kind::Optional => around(ty)?.1,
        Kind::Owned | Kind::Shared | Kind::Opaque => return None,
    };
    match bare(inner) {
        Type::Reference(reference) => Some(reference),
        _ => None,
    }
}

/// The name of a generic type, and the type that it holds.
fn around(ty: &Type) -> Option<(&Ident, &Type)> {
    let Type::Path(path) = bare(ty) else { return None };
    let outer = path.path.segments.last()?;
    let PathArguments::AngleBracketed(list) = &outer.arguments else { return None };
    match list.args.first() {
        Some(GenericArgument::Type(inner)) => Some((&outer.ident, inner)),
        _ => None,
    }
}

/// A type without the parentheses and the invisible groups around it.
pub(super) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}
