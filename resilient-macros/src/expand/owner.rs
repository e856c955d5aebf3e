//! Whether a type owns what it is, as far as its tokens tell: a test's script can hold no other.

use proc_macro2::{Ident, TokenStream, TokenTree};

/// Whether nothing in a type may borrow: no reference, lifetime, type parameter, `impl` or macro.
/// A path may have left its lifetimes out.
pub(crate) fn owns(ty: TokenStream, generics: &[Ident]) -> bool {
    let mut is_lifetime = false;
    ty.into_iter().all(|token| match token {
        TokenTree::Ident(word) if is_lifetime => {
            is_lifetime = false;
            word == "static"
        }
        TokenTree::Ident(word) => word != "impl" && word != "_" && !generics.contains(&word),
        TokenTree::Punct(mark) => {
            is_lifetime = mark.as_char() == '\'';
            !matches!(mark.as_char(), '&' | '!')
        }
        TokenTree::Group(group) => owns(group.stream(), generics),
        TokenTree::Literal(_) => true,
    })
}

#[cfg(test)]
mod tests {
    use quote::{format_ident, quote};

    use super::*;

    #[test]
    fn a_type_owns_what_it_is_unless_something_in_it_may_borrow() {
        let generics = [format_ident!("T"), format_ident!("Self")];
        let table = [
            (quote!(Result<Vec<(String, [u8; 4])>, io::Error>), true),
            (quote!(Result<Cow<'static, str>, Box<dyn Error + Send + Sync>>), true),
            (quote!(Result<&'static str, E>), false),
            (quote!(Result<&str, E>), false),
            (quote!(Result<Reply<'a>, E>), false),
            (quote!(Result<Reply<'_>, E>), false),
            (quote!(Result<Vec<T>, E>), false),
            (quote!(Result<(), Self::Error>), false),
            (quote!(Result<impl Sized, E>), false),
            (quote!(Result<made!(), E>), false),
            (quote!(Result<(u8, [&str; 2]), E>), false),
        ];
        for (ty, expected) in table {
            assert_eq!(owns(ty.clone(), &generics), expected, "{ty}");
        }
    }
}
