//! The types that a type names and that may stand for a parameter of an `impl` around, which an attribute can't see.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, GenericArgument, Path, PathArguments, Type};

use crate::item::kind::is_scalar;

/// Each of them once, and the whole of it where a path in it may leave out a lifetime; `None` where a name may as well be
/// that of a const parameter.
pub(crate) fn named(ty: &Type) -> Option<Vec<&Type>> {
    let mut names = Names { found: Vec::new(), is_told: true, may_hide: false };
    names.visit_type(ty);
    if names.may_hide && names.found.iter().all(|found| !std::ptr::eq(*found, ty)) {
        names.found.push(ty);
    }
    names.is_told.then_some(names.found)
}

struct Names<'t> {
    found: Vec<&'t Type>,
    is_told: bool,
    /// As `Cow<str>` and `str::Chars` do.
    may_hide: bool,
}

impl<'t> Visit<'t> for Names<'t> {
    fn visit_type(&mut self, ty: &'t Type) {
        let Type::Path(path) = ty else { return visit::visit_type(self, ty) };
        if path.qself.is_none() && !may_be_a_parameter(&path.path) {
            return visit::visit_type(self, ty);
        }
        let text = ty.to_token_stream().to_string();
        if self.found.iter().all(|found| found.to_token_stream().to_string() != text) {
            self.found.push(ty);
        }
    }

    fn visit_path(&mut self, path: &'t Path) {
        let Some(last) = path.segments.last() else { return };
        if !TAKES_TYPES.iter().any(|name| last.ident == name) {
            if let PathArguments::AngleBracketed(list) = &last.arguments {
                self.is_told &= !list.args.iter().any(may_be_a_constant);
            }
            self.may_hide |= !is_built_in(&last.ident);
        }
        visit::visit_path(self, path);
    }

    // A constant in a type can name no parameter but on its own.
    fn visit_expr(&mut self, _: &'t Expr) {}
    fn visit_attribute(&mut self, _: &'t Attribute) {}
}

/// `T`, or `T::Reply`; neither `Vec<T>` nor `io::Error` can be one.
fn may_be_a_parameter(path: &Path) -> bool {
    let Some(first) = path.segments.first() else { return false };
    match path.segments.len() {
        _ if path.leading_colon.is_some() => false,
        1 => first.arguments.is_none() && !is_built_in(&first.ident),
        _ => first.ident.to_string().starts_with(char::is_uppercase),
    }
}

/// Rust reads a lone name in brackets as a type, and takes it for a constant if it is one.
fn may_be_a_constant(given: &GenericArgument) -> bool {
    let GenericArgument::Type(Type::Path(path)) = given else { return false };
    let Some(name) = path.path.get_ident() else { return false };
    let is_camel = name.to_string().starts_with(char::is_uppercase)
        && name.to_string().contains(char::is_lowercase);
    path.qself.is_none() && !is_camel && !is_built_in(name)
}

/// Whether nobody calls a parameter so.
fn is_built_in(name: &Ident) -> bool {
    is_scalar(name) || name == "str" || name == "String"
}

/// What has no const parameters.
const TAKES_TYPES: &[&str] = &[
    "Arc", "BTreeMap", "BTreeSet", "Box", "HashMap", "HashSet", "Option", "Rc", "Result", "Vec",
    "VecDeque",
];

#[cfg(test)]
mod tests {
    use syn::parse_str;

    use super::*;

    fn told(ty: &str) -> Option<Vec<String>> {
        let ty: Type = parse_str(ty).unwrap();
        let text = |ty: &&Type| ty.to_token_stream().to_string().replace(' ', "");
        named(&ty).map(|found| found.iter().map(text).collect())
    }

    #[test]
    fn what_may_be_a_parameter_is_named() {
        let table: &[(&str, &[&str])] = &[
            ("Result<Vec<(String, [u8; 4])>, Box<str>>", &[]),
            ("Reply", &["Reply"]),
            ("T", &["T"]),
            ("Result<T, E>", &["T", "E"]),
            ("(Option<T>, [T; N])", &["T"]),
            ("Page<Item>", &["Item", "Page<Item>"]),
            ("io::Error", &["io::Error"]),
            ("Vec<Cow<str>>", &["Vec<Cow<str>>"]),
            (
                "Box<dyn Fn(T) -> C::Reply + Send>",
                &["T", "C::Reply", "Box<dynFn(T)->C::Reply+Send>"],
            ),
            ("<C as Client>::Reply", &["<CasClient>::Reply"]),
            ("Cells<3>", &["Cells<3>"]),
            ("Cells<{ N }>", &["Cells<{N}>"]),
            ("::outside::Reply", &["::outside::Reply"]),
        ];
        for (ty, expected) in table {
            assert_eq!(told(ty).unwrap(), *expected, "{ty}");
        }
    }

    #[test]
    fn a_name_that_may_be_a_constant_is_not_told() {
        for ty in ["Cells<N>", "Vec<Cells<WIDTH>>", "Cells<n>"] {
            assert_eq!(told(ty), None, "{ty}");
        }
    }
}
