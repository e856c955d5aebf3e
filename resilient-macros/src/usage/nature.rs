//! What a declared type tells of the uses that take a value of it, or change it, though they look like mere looks.

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{
    GenericArgument, GenericParam, Generics, Path, PathArguments, Token, Type, TypeParamBound,
    WherePredicate,
};

use super::methods::{
    ARRAYS, CHANGING_BYTES, CHANGING_COLLECTIONS, CHANGING_ITERATORS, CHANGING_OPTIONS,
    CHANGING_SLICES, CHANGING_STREAMS, CHOICES, FUTURES, ITERATORS, OPTIONS, RESULTS, SEQUENCES,
    SERVICES, STREAMS,
};

/// All that is known of a type.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nature(Vec<Known>);

/// What a type is called, or what it is bound by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Array,
    Box,
    Exclusive,
    /// A text or a collection of std that can grow.
    Collection,
    FnMut,
    FnOnce,
    Option,
    Result,
    Iterator,
    Stream,
    Future,
    Service,
    /// One of the bytes crate that can still be written to.
    BytesMut,
    OneshotSender,
}

impl Nature {
    /// What `ty` tells, where these generics are declared.
    pub(crate) fn of(ty: &Type, generics: &Generics) -> Self {
        let mut nature = Self::default();
        nature.read(ty, generics);
        nature
    }

    /// Whether `*x` may take out what is in `x`.
    pub(super) fn is_box(&self) -> bool {
        self.0.contains(&Known::Box)
    }

    /// Whether it is a `&mut T`.
    pub(super) fn is_exclusive(&self) -> bool {
        self.0.contains(&Known::Exclusive)
    }

    /// Whether `x()` is possible only once.
    pub(super) fn is_called_once(&self) -> bool {
        self.0.contains(&Known::FnOnce)
    }

    /// Whether `x()` changes it.
    pub(super) fn is_changed_by_a_call(&self) -> bool {
        self.0.contains(&Known::FnMut)
    }

    /// Whether `x.method(..)` changes `x`.
    pub(super) fn is_changed_by(&self, method: &str) -> bool {
        let mut changers = self.0.iter().filter_map(|known| known.changers());
        changers.any(|lists| {
            method.ends_with("_mut") || lists.iter().any(|list| list.contains(&method))
        })
    }

    /// Whether `x.method(..)` takes `x`.
    pub(super) fn is_taken_by(&self, method: &str) -> bool {
        self.0.iter().any(|known| known.takers().iter().any(|list| list.contains(&method)))
    }

    fn read(&mut self, ty: &Type, generics: &Generics) {
        match ty {
            Type::Group(group) => self.read(&group.elem, generics),
            Type::Paren(paren) => self.read(&paren.elem, generics),
            Type::Array(_) => self.0.push(Known::Array),
            Type::Reference(reference) if reference.mutability.is_some() => {
                self.0.push(Known::Exclusive);
            }
            Type::ImplTrait(bounded) => self.read_bounds(&bounded.bounds),
            Type::Path(path) if path.qself.is_none() => {
                match held(&path.path) {
                    Some(Type::TraitObject(object)) => self.read_bounds(&object.bounds),
                    Some(inner @ Type::Path(_)) if is_called(&path.path, "Pin") => {
                        self.read(inner, generics);
                    }
                    _ => self.0.extend(Known::by_type(&path.path)),
                }
                if let Some(name) = path.path.get_ident() {
                    self.read_parameter(name, generics);
                }
            }
            _ => {}
        }
    }

    fn read_parameter(&mut self, name: &Ident, generics: &Generics) {
        for param in &generics.params {
            match param {
                GenericParam::Type(param) if param.ident == *name => {
                    self.read_bounds(&param.bounds);
                }
                _ => {}
            }
        }
        let Some(clause) = &generics.where_clause else { return };
        for predicate in &clause.predicates {
            match predicate {
                WherePredicate::Type(bounded) if matches!(&bounded.bounded_ty, Type::Path(path) if path.path.is_ident(name)) =>
                {
                    self.read_bounds(&bounded.bounds);
                }
                _ => {}
            }
        }
    }

    fn read_bounds(&mut self, bounds: &Punctuated<TypeParamBound, Token![+]>) {
        self.0.extend(bounds.iter().filter_map(Known::by_trait));
    }
}

impl Known {
    fn by_type(path: &Path) -> Option<Self> {
        let last = path.segments.last()?;
        Some(match last.ident.to_string().as_str() {
            "Box" => Self::Box,
            "BTreeMap" | "BTreeSet" | "BinaryHeap" | "HashMap" | "HashSet" | "OsString"
            | "PathBuf" | "String" | "Vec" | "VecDeque" => Self::Collection,
            "Option" => Self::Option,
            "Result" => Self::Result,
            "IntoIter" | "Range" | "RangeInclusive" | "RangeFrom" | "CharIndices" | "Chars"
            | "Drain" | "Enumerate" | "Peekable" | "Rev" | "SplitWhitespace" => Self::Iterator,
            "BoxStream" | "LocalBoxStream" => Self::Stream,
            "BoxFuture" | "LocalBoxFuture" => Self::Future,
            "BytesMut" => Self::BytesMut,
            "Sender" if path.segments.iter().any(|it| it.ident == "oneshot") => Self::OneshotSender,
            _ => return None,
        })
    }

    fn by_trait(bound: &TypeParamBound) -> Option<Self> {
        let TypeParamBound::Trait(bound) = bound else { return None };
        Some(match bound.path.segments.last()?.ident.to_string().as_str() {
            "FnMut" | "AsyncFnMut" => Self::FnMut,
            "FnOnce" | "AsyncFnOnce" => Self::FnOnce,
            "Iterator" | "DoubleEndedIterator" | "ExactSizeIterator" => Self::Iterator,
            "Stream" | "TryStream" => Self::Stream,
            "Future" | "TryFuture" => Self::Future,
            "Service" => Self::Service,
            _ => return None,
        })
    }

    /// The methods that take `&mut self`, beside those that say so by their name; `None` where another type may have them.
    fn changers(self) -> Option<&'static [&'static [&'static str]]> {
        Some(match self {
            // A service of hyper is called by `&self`.
            Self::Box
            | Self::Exclusive
            | Self::FnMut
            | Self::FnOnce
            | Self::Future
            | Self::Service => return None,
            Self::Array => &[CHANGING_SLICES],
            Self::Collection => &[CHANGING_COLLECTIONS, CHANGING_SLICES],
            Self::Option => &[CHANGING_OPTIONS],
            Self::Result => &[],
            Self::Iterator => &[CHANGING_ITERATORS],
            Self::Stream => &[CHANGING_STREAMS],
            Self::BytesMut => &[CHANGING_BYTES],
            Self::OneshotSender => &[&["closed"]],
        })
    }

    /// The methods that take `self`.
    fn takers(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Box | Self::Collection | Self::Exclusive | Self::FnMut | Self::FnOnce => &[],
            Self::Array => &[ARRAYS],
            Self::Option => &[CHOICES, OPTIONS],
            Self::Result => &[CHOICES, RESULTS],
            Self::Iterator => &[SEQUENCES, ITERATORS],
            Self::Stream => &[SEQUENCES, STREAMS],
            Self::Future => &[FUTURES],
            Self::Service => &[SERVICES],
            Self::BytesMut => &[&["freeze"]],
            Self::OneshotSender => &[&["send"]],
        }
    }
}

/// What a `Box` or a `Pin` holds.
fn held(path: &Path) -> Option<&Type> {
    let PathArguments::AngleBracketed(list) = &path.segments.last()?.arguments else { return None };
    match list.args.first() {
        Some(GenericArgument::Type(held)) if is_called(path, "Box") || is_called(path, "Pin") => {
            Some(held)
        }
        _ => None,
    }
}

fn is_called(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}
