//! The parameters of a function: one for each binding, and one for each value that no binding has the whole of.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, FnArg, Local, Pat, PatIdent, ReceiverKind, Token, Type, parse_quote};

use crate::item::AsyncFn;
use crate::item::async_trait;
use crate::item::kind::{self, Kind, bare, kind, receiver_kind};
use crate::item::lints;
use crate::item::output;
use crate::item::pattern::{bindings, leaves_something, lends_a_part, whole_name};
use crate::usage::nature::Nature;
use crate::usage::{bound_under, fields_of, has_shorthand};

/// One binding of the signature. Each binding of a pattern is a parameter of its own.
#[expect(clippy::struct_excessive_bools, reason = "facts that vary independently")]
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    /// Among the function's inputs, of which two may have one name, if `cfg` leaves one.
    pub(crate) position: usize,
    pub(crate) kind: Kind,
    /// The user's own `mut`.
    pub(crate) mutability: Option<Token![mut]>,
    /// It is the whole pattern, so its declaration may be changed to `mut`.
    pub(crate) whole: bool,
    /// The `#[cfg]`s under which it is there at all.
    pub(crate) conditions: Vec<Attribute>,
    /// What it says about lints, which holds wherever it is bound.
    pub(crate) lints: Vec<Attribute>,
    /// How the body may use it up or change it, by its type.
    pub(crate) nature: Nature,
    /// A pattern binds it by the name of a field, as in `Point { x, .. }`.
    pub(crate) shorthand: bool,
    /// It is an `x: &T` without attributes, of which clippy has nothing to say.
    pub(crate) plain_reference: bool,
    /// It is a reference to a vector or the like, and clippy says so where a slice would do.
    pub(crate) may_be_slice: bool,
    /// What is in it may be a reference, as far as its type tells.
    pub(crate) may_borrow: bool,
    /// The type of an `Option<&mut dyn Trait>`.
    pub(crate) optional_object: Option<TokenStream>,
    /// It is `self`, or what `#[async_trait]` has made of it.
    is_receiver: bool,
    /// It is the whole of a value that the user has no name for.
    pub(crate) unnamed: Option<Unnamed>,
}

/// How a value that the user has no name for is taken apart.
pub(crate) struct Unnamed {
    pub(crate) pat: Pat,
    /// How many of the parameters that follow are parts of it.
    pub(crate) parts: usize,
    /// The statement of `#[async_trait]` that takes it apart.
    pub(crate) statement: Option<Local>,
}

impl Parameter {
    /// Whether options know it by this name.
    pub(crate) fn is_called(&self, name: &Ident) -> bool {
        self.name == *name || (self.is_receiver && name == "self")
    }

    /// The same with what the pattern says of it, where that binds it.
    fn part_of(mut self, pat: &Pat) -> Self {
        self.lints = self.lints.iter().map(lints::allowed).collect();
        if let Some(asked) = bound_under(pat, &self.name).filter(|asked| !asked.is_empty()) {
            self.conditions.push(parse_quote!(#[cfg(all(#(#asked),*))]));
        }
        let fields: Vec<_> = fields_of(pat, &self.name).collect();
        let is_told_there = matches!(&fields[..], [one] if whole_name(&one.pat).is_some());
        let levels = fields.iter().flat_map(|field| &field.attrs).filter_map(lints::level);
        let levels = levels.map(|it| if is_told_there { it } else { lints::allowed(&it) });
        self.lints.extend(levels);
        self
    }

    /// Whether nothing that the body does can change it for the next attempt.
    pub(crate) fn is_the_same_in_each_attempt(&self) -> bool {
        self.unnamed.is_some() || (self.kind == Kind::Shared && self.mutability.is_none())
    }
}

/// The bindings that the body sees, and the values that no binding has the whole of, in the order in which they come to
/// life.
pub(crate) fn parameters(item: &AsyncFn) -> Vec<Parameter> {
    let mut found = Vec::new();
    let lets = item.block.as_ref().map_or(&[][..], |block| &block.lets);
    let positions = async_trait::positions(&item.sig, lets);
    for (position, input) in item.sig.inputs.iter().enumerate() {
        let declared = Declared::of(input, position);
        let statement = positions.iter().position(|it| *it == Some(position)).map(|at| &lets[at]);
        let pat = match (statement, input) {
            (Some(local), _) => &local.pat,
            (None, FnArg::Typed(typed)) => &typed.pat,
            (None, FnArg::Receiver(receiver)) => {
                let name = Ident::from(receiver.self_token);
                found.push(Parameter {
                    mutability: receiver.mutability,
                    whole: true,
                    ..declared.parameter(name, declared.ty, item)
                });
                continue;
            }
        };
        let parts = declared.parts(pat, item);
        let lives_on = match statement {
            // Of what such a statement takes apart, what it does not bind is gone when it ends.
            Some(_) => lends_a_part(pat),
            None => item.block.is_none() && leaves_something(pat),
        };
        if lives_on {
            let name = statement.and_then(async_trait::source).unwrap_or_else(|| {
                Ident::new(&format!("__unnamed_{position}"), Span::mixed_site())
            });
            let unnamed =
                Unnamed { pat: pat.clone(), parts: parts.len(), statement: statement.cloned() };
            found.push(Parameter {
                whole: true,
                lints: declared.lints.iter().map(lints::allowed).collect(),
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
    position: usize,
    ty: Option<&'i Type>,
    kind: Kind,
    conditions: Vec<Attribute>,
    lints: Vec<Attribute>,
}

impl<'i> Declared<'i> {
    fn of(input: &'i FnArg, position: usize) -> Self {
        let (ty, kind, attrs) = match input {
            FnArg::Receiver(receiver) => {
                let ty = match &receiver.kind {
                    ReceiverKind::Typed(_, ty) => Some(&**ty),
                    _ => None,
                };
                (ty, receiver_kind(receiver), &receiver.attrs[..])
            }
            FnArg::Typed(typed) => (Some(&*typed.ty), kind(&typed.ty), &typed.attrs[..]),
        };
        let conditions = attrs.iter().filter(|it| is_condition(it)).cloned().collect();
        Self {
            input,
            position,
            ty,
            kind,
            conditions,
            lints: attrs.iter().filter_map(lints::level).collect(),
        }
    }

    fn parts(&self, pat: &Pat, item: &AsyncFn) -> Vec<Parameter> {
        let whole = whole_name(pat).is_some();
        let plain_reference = whole && is_plain_reference(self.input);
        let bound = |(binding, kind, ty): (PatIdent, Kind, Option<&Type>)| {
            let parameter = self.parameter(binding.ident.clone(), ty, item);
            Parameter {
                kind,
                mutability: if binding.by_ref.is_none() { binding.mutability } else { None },
                whole,
                shorthand: has_shorthand(pat, &binding.ident),
                plain_reference,
                ..if whole { parameter } else { parameter.part_of(pat) }
            }
        };
        bindings(pat, self.ty, self.kind, &item.sig.generics).into_iter().map(bound).collect()
    }

    fn parameter(&self, name: Ident, ty: Option<&Type>, item: &AsyncFn) -> Parameter {
        Parameter {
            name,
            position: self.position,
            kind: self.kind,
            mutability: None,
            whole: false,
            shorthand: false,
            conditions: self.conditions.clone(),
            lints: self.lints.clone(),
            nature: ty.map(|ty| Nature::of(ty, &item.sig.generics)).unwrap_or_default(),
            plain_reference: false,
            may_be_slice: self.ty.is_some_and(may_be_slice),
            may_borrow: self.ty.is_none_or(kind::may_borrow),
            optional_object: ty.filter(|ty| is_optional_object(ty)).map(output::erased),
            is_receiver: matches!(self.input, FnArg::Receiver(_)),
            unnamed: None,
        }
    }
}

/// Whether an attribute decides if a parameter is there.
fn is_condition(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg")
}

/// Whether this is an `Option<&mut dyn Trait>`.
fn is_optional_object(ty: &Type) -> bool {
    kind(ty) == Kind::Optional
        && kind::exclusive(ty).is_some_and(|it| matches!(bare(&it.elem), Type::TraitObject(_)))
}

/// Whether this is an `x: &T` without attributes, but no `&Vec<T>`.
fn is_plain_reference(input: &FnArg) -> bool {
    let FnArg::Typed(typed) = input else { return false };
    let Type::Reference(reference) = bare(&typed.ty) else { return false };
    reference.mutability.is_none() && typed.attrs.is_empty() && !may_be_slice(&typed.ty)
}

/// Whether this is a `&Vec<T>` or the like: clippy would have an `&[T]` in its place, and says so only where nothing takes
/// it as a whole.
fn may_be_slice(ty: &Type) -> bool {
    let Type::Reference(reference) = bare(ty) else { return false };
    let Type::Path(owner) = bare(&reference.elem) else { return false };
    owner.path.segments.last().is_some_and(|last| OWNERS.iter().any(|it| last.ident == it))
}

const OWNERS: [&str; 5] = ["Cow", "OsString", "PathBuf", "String", "Vec"];
