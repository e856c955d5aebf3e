//! The parameters of a function, one for each binding, with what their types say about lending them.

use proc_macro2::{Ident, Span};
use syn::visit::Visit;
use syn::{
    Attribute, Block, Expr, FnArg, GenericArgument, Meta, Pat, PatIdent, PatRest, PatWild, Path,
    PathArguments, Receiver, ReceiverKind, Token, Type, TypeReference,
};

use crate::item::AsyncFn;
use crate::item::block::AsyncBlock;
use crate::usage::nature::Nature;

/// One binding of the signature. Each binding of a pattern is a parameter of its own.
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    pub(crate) kind: Kind,
    /// The user's own `mut`.
    pub(crate) mutability: Option<Token![mut]>,
    /// It is the whole pattern, so its declaration may be changed to `mut`.
    pub(crate) whole: bool,
    /// The `#[cfg]`s under which it is there at all.
    pub(crate) conditions: Vec<Attribute>,
    /// What it says about a `mut` that is not used.
    pub(crate) lints: Vec<Attribute>,
    /// How the body may use it up, by its type.
    pub(crate) nature: Nature,
    /// It is an `x: &T` without attributes.
    pub(crate) plain_reference: bool,
    /// It is `self`, or what `#[async_trait]` has made of it.
    is_receiver: bool,
    /// It is the whole of a value that has no name.
    pub(crate) unnamed: Option<Unnamed>,
}

/// How a value that has no name is taken apart.
pub(crate) struct Unnamed {
    pub(crate) pat: Pat,
    /// How many of the parameters that follow are parts of it.
    pub(crate) parts: usize,
}

impl Parameter {
    /// Whether options know it by this name.
    pub(crate) fn is_called(&self, name: &Ident) -> bool {
        self.name == *name || (self.is_receiver && name == "self")
    }

    /// Whether nothing that the body does can change it for the next attempt.
    pub(crate) fn is_the_same_in_each_attempt(&self) -> bool {
        self.unnamed.is_some() || (self.kind == Kind::Shared && self.mutability.is_none())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Owned,
    /// `&T`, or a number: every attempt has it as it is.
    Shared,
    Exclusive,
    /// `Pin<&mut T>`
    Pinned,
    /// `Option<&mut T>`
    Optional,
    Opaque,
}

/// The bindings that the body sees, and the values that no binding has the whole of, in the order in which they come to
/// life.
pub(crate) fn parameters(item: &AsyncFn) -> Vec<Parameter> {
    let mut found = Vec::new();
    let lets = item.block.as_ref().map_or(&[][..], |block| &block.lets);
    for (position, input) in item.sig.inputs.iter().enumerate() {
        let declared = Declared::of(input);
        let of = |name: &Ident| {
            lets.iter().find(|local| AsyncBlock::source(local).as_ref() == Some(name))
        };
        let pat = match input {
            FnArg::Receiver(receiver) => {
                let name = Ident::from(receiver.self_token);
                let Some(local) = of(&name) else {
                    found.push(Parameter {
                        mutability: receiver.mutability,
                        whole: true,
                        ..declared.parameter(name, declared.ty, item)
                    });
                    continue;
                };
                &local.pat
            }
            FnArg::Typed(typed) => {
                whole_name(&typed.pat).and_then(of).map_or(&*typed.pat, |local| &local.pat)
            }
        };
        let parts = declared.parts(pat, item);
        if item.block.is_none() && leaves_something(pat) {
            let unnamed = Unnamed { pat: pat.clone(), parts: parts.len() };
            let name = unnamed_at(position);
            found.push(Parameter {
                whole: true,
                unnamed: Some(unnamed),
                ..declared.parameter(name, None, item)
            });
        }
        found.extend(parts);
    }
    found
}

/// What is declared of all that an input binds.
struct Declared<'i> {
    input: &'i FnArg,
    ty: Option<&'i Type>,
    kind: Kind,
    conditions: Vec<Attribute>,
    lints: Vec<Attribute>,
}

impl<'i> Declared<'i> {
    fn of(input: &'i FnArg) -> Self {
        let (ty, kind, attrs) = match input {
            FnArg::Receiver(receiver) => {
                let ty = match &receiver.kind {
                    ReceiverKind::Typed(_, ty) => Some(&**ty),
                    _ => None,
                };
                (ty, receiver_kind(receiver), &[][..])
            }
            FnArg::Typed(typed) => (Some(&*typed.ty), kind(&typed.ty), &typed.attrs[..]),
        };
        let all = |is: fn(&Attribute) -> bool| attrs.iter().filter(|it| is(it)).cloned().collect();
        let conditions = all(|attr| attr.path().is_ident("cfg"));
        Self { input, ty, kind, conditions, lints: all(is_about_mut) }
    }

    fn parts(&self, pat: &Pat, item: &AsyncFn) -> Vec<Parameter> {
        let whole = whole_name(pat).is_some();
        let plain_reference = whole && is_plain_reference(self.input);
        let bound = |(binding, kind, ty): (PatIdent, Kind, Option<&Type>)| Parameter {
            kind,
            mutability: if binding.by_ref.is_none() { binding.mutability } else { None },
            whole,
            plain_reference,
            ..self.parameter(binding.ident, ty, item)
        };
        bindings(pat, self.ty, self.kind).into_iter().map(bound).collect()
    }

    fn parameter(&self, name: Ident, ty: Option<&Type>, item: &AsyncFn) -> Parameter {
        Parameter {
            name,
            kind: self.kind,
            mutability: None,
            whole: false,
            conditions: self.conditions.clone(),
            lints: self.lints.clone(),
            nature: ty.map(|ty| Nature::of(ty, &item.sig.generics)).unwrap_or_default(),
            plain_reference: false,
            is_receiver: matches!(self.input, FnArg::Receiver(_)),
            unnamed: None,
        }
    }
}

/// A name for the argument at a position that has none.
pub(crate) fn unnamed_at(position: usize) -> Ident {
    Ident::new(&format!("__unnamed_{position}"), Span::mixed_site())
}

/// Whether a part of what it is matched with may live on without a name.
fn leaves_something(pat: &Pat) -> bool {
    struct Leaves(bool);

    impl<'ast> Visit<'ast> for Leaves {
        fn visit_pat_wild(&mut self, _: &'ast PatWild) {
            self.0 = true;
        }

        fn visit_pat_rest(&mut self, _: &'ast PatRest) {
            self.0 = true;
        }

        fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
            self.0 |= pat.by_ref.is_some();
            syn::visit::visit_pat_ident(self, pat);
        }
    }

    let mut leaves = Leaves(false);
    leaves.visit_pat(pat);
    leaves.0
}

/// Whether an attribute says something about a `mut` that is not used.
pub(crate) fn is_about_mut(attr: &Attribute) -> bool {
    let levels = ["allow", "expect", "warn", "deny", "cfg_attr"];
    let is_level = levels.iter().any(|it| attr.path().is_ident(it));
    let Meta::List(list) = &attr.meta else { return false };
    is_level && list.tokens.to_string().contains("unused")
}

/// Whether it expects that something is unused.
pub(crate) fn is_expectation(attr: &Attribute) -> bool {
    let Meta::List(list) = &attr.meta else { return false };
    attr.path().is_ident("expect")
        || attr.path().is_ident("cfg_attr") && list.tokens.to_string().contains("expect")
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
        Type::Path(path) if path.path.get_ident().is_some_and(is_number) => Kind::Shared,
        _ => Kind::Owned,
    };
    match around(ty) {
        Some((outer, inner)) if outer == "Pin" && of(inner) == Kind::Exclusive => Kind::Pinned,
        Some((outer, inner)) if outer == "Option" && of(inner) == Kind::Exclusive => Kind::Optional,
        _ => of(ty),
    }
}

fn is_plain_reference(input: &FnArg) -> bool {
    let FnArg::Typed(typed) = input else { return false };
    let is_reference = matches!(bare(&typed.ty), Type::Reference(it) if it.mutability.is_none());
    is_reference && typed.attrs.is_empty()
}

/// Whether the name is that of a primitive type, all of which are `Copy`.
fn is_number(name: &Ident) -> bool {
    NUMBERS.contains(&name.to_string().as_str())
}

const NUMBERS: &[&str] = &[
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

fn is_called(ty: &Type, name: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|it| it.ident == *name))
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
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

fn whole_name(pat: &Pat) -> Option<&Ident> {
    match pat {
        Pat::Ident(PatIdent { ident, subpat: None, .. }) => Some(ident),
        _ => None,
    }
}

/// The identifiers that a pattern binds, where the pattern is matched with `ty`, or with a `kind`,
/// and the type of each that has the whole of it.
fn bindings<'t>(
    pat: &Pat,
    ty: Option<&'t Type>,
    whole: Kind,
) -> Vec<(PatIdent, Kind, Option<&'t Type>)> {
    let ty = ty.map(bare);
    if let (Pat::Tuple(pat), Some(Type::Tuple(ty))) = (pat, ty) {
        if pat.elems.len() == ty.elems.len() {
            let mut found = Vec::new();
            for (pat, ty) in pat.elems.iter().zip(&ty.elems) {
                found.extend(bindings(pat, Some(ty), kind(ty)));
            }
            return found;
        }
    }
    let mut found = Bindings(Vec::new());
    let is_whole = whole_name(pat).is_some();
    match pat {
        // What can't but match is a name of its own, or the only value of its type.
        Pat::Ident(pat) if is_whole && ty.is_some_and(|ty| !is_called(ty, &pat.ident)) => {
            found.0.push(pat.clone());
        }
        pat => found.visit_pat(pat),
    }
    let of = |binding: &PatIdent| match (&binding.by_ref, binding.mutability) {
        (Some(_), Some(_)) => Kind::Exclusive,
        (None, _) if is_whole || whole == Kind::Owned => whole,
        // A pattern that only looks into an exclusive reference binds more of them.
        (None, _) if whole == Kind::Exclusive && !matches!(pat, Pat::Reference(_)) => {
            Kind::Exclusive
        }
        // What a pattern takes out of a reference may be one or not: lending is always right.
        (_, _) => Kind::Shared,
    };
    let ty = ty.filter(|_| is_whole);
    found.0.iter().map(|binding| (binding.clone(), of(binding), ty)).collect()
}

struct Bindings(Vec<PatIdent>);

impl<'ast> Visit<'ast> for Bindings {
    fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
        // `None` and `MAX` parse as bindings, though they name what is matched.
        let name = pat.ident.to_string();
        let names_something = name.starts_with(char::is_uppercase) && pat.subpat.is_none();
        // Each side of an or-pattern binds it.
        let is_new = self.0.iter().all(|known| known.ident != pat.ident);
        if !names_something && is_new {
            self.0.push(pat.clone());
        }
        syn::visit::visit_pat_ident(self, pat);
    }

    // Nothing is bound in these.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
    fn visit_block(&mut self, _: &'ast Block) {}
    fn visit_expr(&mut self, _: &'ast Expr) {}
    fn visit_path(&mut self, _: &'ast Path) {}
    fn visit_type(&mut self, _: &'ast Type) {}
}
