//! What a signature says about the value that the future gives.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{
    AssocType, Attribute, Expr, GenericArgument, Lifetime, Path, PathArguments, Type, TypeArray,
    TypeGroup, TypeParamBound, TypeParen, TypePtr, TypeSlice,
};

use crate::item::kind::is_scalar;
use crate::usage::occurs;

/// The type in `impl Future<Output = T>`, in `Pin<Box<dyn Future<Output = T>>>`, in `BoxFuture<'_, T>`.
pub(crate) fn of_future(ty: &Type) -> Option<&Type> {
    let mut found = Output(None);
    found.visit_type(ty);
    found.0
}

struct Output<'t>(Option<&'t Type>);

impl<'t> Visit<'t> for Output<'t> {
    fn visit_assoc_type(&mut self, assoc: &'t AssocType) {
        if assoc.ident == "Output" && self.0.is_none() {
            self.0 = Some(&assoc.ty);
        }
    }

    fn visit_path(&mut self, path: &'t Path) {
        if let Some(last) = path.segments.last() {
            let is_boxed = last.ident == "BoxFuture" || last.ident == "LocalBoxFuture";
            if let (true, PathArguments::AngleBracketed(list)) = (is_boxed, &last.arguments) {
                if let Some(GenericArgument::Type(ty)) = list.args.last() {
                    self.0.get_or_insert(ty);
                }
            }
        }
        visit::visit_path(self, path);
    }

    // A constant in a type is no future.
    fn visit_expr(&mut self, _: &'t Expr) {}
    fn visit_attribute(&mut self, _: &'t Attribute) {}
}

/// The answer and the error of `Result<T, E>`, where both are written.
pub(crate) fn of_result(ty: &Type) -> Option<(&Type, &Type)> {
    let Type::Path(path) = ty else { return None };
    let named = path.path.segments.last().filter(|segment| segment.ident == "Result")?;
    let PathArguments::AngleBracketed(list) = &named.arguments else { return None };
    match (list.args.first()?, list.args.last()?) {
        (GenericArgument::Type(answer), GenericArgument::Type(error)) if list.args.len() == 2 => {
            Some((answer, error))
        }
        _ => None,
    }
}

/// A type with `_` for each `impl Trait`, which can't be written in a body, and for each lifetime: for clippy, one that
/// only the body names is needed.
pub(crate) fn erased(ty: &Type) -> TokenStream {
    let mut ty = ty.clone();
    erase(&mut ty);
    ty.to_token_stream()
}

/// Whether an `impl Trait` hides something of it.
pub(crate) fn hides(ty: &Type) -> bool {
    occurs(&ty.to_token_stream(), "impl")
}

fn erase(ty: &mut Type) {
    match ty {
        Type::ImplTrait(_) => *ty = syn::parse_quote!(_),
        Type::Path(path) => erase_arguments(&mut path.path),
        Type::TraitObject(object) => {
            for bound in &mut object.bounds {
                match bound {
                    // Its lifetimes may be its own.
                    TypeParamBound::Trait(bound) if bound.lifetimes.is_some() => {}
                    TypeParamBound::Trait(bound) => erase_arguments(&mut bound.path),
                    TypeParamBound::Lifetime(lifetime) => erase_lifetime(lifetime),
                    _ => {}
                }
            }
        }
        Type::Reference(reference) => {
            reference.lifetime.iter_mut().for_each(erase_lifetime);
            erase(&mut reference.elem);
        }
        Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(erase),
        Type::Array(TypeArray { elem, .. })
        | Type::Group(TypeGroup { elem, .. })
        | Type::Paren(TypeParen { elem, .. })
        | Type::Ptr(TypePtr { elem, .. })
        | Type::Slice(TypeSlice { elem, .. }) => erase(elem),
        // It may stand in no other.
        _ => {}
    }
}

fn erase_arguments(path: &mut Path) {
    for segment in &mut path.segments {
        let PathArguments::AngleBracketed(list) = &mut segment.arguments else { continue };
        for argument in &mut list.args {
            match argument {
                GenericArgument::Type(ty) | GenericArgument::AssocType(AssocType { ty, .. }) => {
                    erase(ty);
                }
                GenericArgument::Lifetime(lifetime) => erase_lifetime(lifetime),
                _ => {}
            }
        }
    }
}

fn erase_lifetime(lifetime: &mut Lifetime) {
    if lifetime.ident != "static" {
        *lifetime = Lifetime::new("'_", lifetime.span());
    }
}

/// An alias may stand for a `Result`, these can't.
pub(crate) fn is_surely_no_result(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| {
                is_scalar(&last.ident) || OTHERS.iter().any(|it| last.ident == it)
            })
        }
        Type::Paren(paren) => is_surely_no_result(&paren.elem),
        Type::Tuple(_)
        | Type::Reference(_)
        | Type::Array(_)
        | Type::Slice(_)
        | Type::Never(_)
        | Type::ImplTrait(_)
        | Type::FnPtr(_)
        | Type::Ptr(_) => true,
        _ => false,
    }
}

#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "Arc", "BTreeMap", "BTreeSet", "Box", "Cow", "Duration", "HashMap", "HashSet", "Instant",
    "Option", "PathBuf", "Rc", "String", "SystemTime", "Vec", "VecDeque", "str",
];

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn each_impl_trait_and_each_lifetime_is_erased_wherever_it_may_stand() {
        for (written, expected) in [
            ("Result<impl Read, Box<dyn Error>>", "Result<_,Box<dynError>>"),
            ("Result<(impl Read, u8), E>", "Result<(_,u8),E>"),
            ("Result<&'a [impl Read], E>", "Result<&'_[_],E>"),
            ("Result<Cow<'a, str>, Box<dyn Error + 'a>>", "Result<Cow<'_,str>,Box<dynError+'_>>"),
            ("Result<&'static str, &u8>", "Result<&'staticstr,&u8>"),
            (
                "Result<Box<dyn for<'b> Fn(&'b str) -> &'b str>, <A as B<'a>>::E>",
                "Result<Box<dynfor<'b>Fn(&'bstr)->&'bstr>,<AasB<'_>>::E>",
            ),
            ("Result<([impl Read; 2], *const impl Read), (E)>", "Result<([_;2],*const_),(E)>"),
            (
                "Result<Box<dyn Iterator<Item = impl Read> + Send>, E>",
                "Result<Box<dynIterator<Item=_>+Send>,E>",
            ),
            ("io::Result<impl Iterator<Item = impl Read>>", "io::Result<_>"),
            ("Result<fn(u8) -> u8, E>", "Result<fn(u8)->u8,E>"),
        ] {
            let mut ty = syn::parse_str(written).unwrap();
            erase(&mut ty);
            assert_eq!(ty.to_token_stream().to_string().replace(' ', ""), expected, "{written}");
        }
    }

    #[test]
    fn the_answer_and_the_error_are_found_where_they_are_written() {
        let found = |ty: TokenStream| {
            let ty: Type = syn::parse2(ty).unwrap();
            of_result(&ty).map(|(answer, error)| quote!(#answer; #error).to_string())
        };
        assert_eq!(found(quote!(std::result::Result<&str, E>)), Some("& str ; E".to_owned()));
        assert_eq!(found(quote!(io::Result<&str>)), None);
        assert_eq!(found(quote!(Answer<u8, E>)), None);
        assert_eq!(found(quote!(Result<'a, E>)), None);
    }
}
