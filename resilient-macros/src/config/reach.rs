//! Which arguments are lent to every attempt, and which are cloned, whatever the body looks like.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::diagnostics;
use crate::mistakes::Mistakes;
use crate::options::{Given, list};

/// The names in `borrow(a, b)` or `clone(a, b)`.
pub(crate) fn read(
    given: &Given,
    example: &str,
    mistakes: &mut Mistakes,
) -> syn::Result<Vec<Ident>> {
    let names = given.list(example)?;
    if names.is_empty() {
        return Err(diagnostics::names_nothing(&given.key, example));
    }
    let mut found: Vec<Ident> = Vec::new();
    for item in list::names(names, mistakes) {
        match syn::parse::Parser::parse2(Ident::parse_any, item.clone()) {
            Ok(name) => match found.iter().find(|known| **known == name) {
                Some(first) => mistakes.add(diagnostics::twice(first, &name)),
                None => found.push(name),
            },
            Err(_) => mistakes.add(diagnostics::not_an_argument(&item, example)),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use crate::testing::{accepts, refuses};

    #[test]
    fn names_are_read() {
        let config = accepts("borrow(self, a,), clone(r#type)");
        assert!(config.borrow.len() == 2 && config.clone.len() == 1);
    }

    #[test]
    fn what_is_no_name_is_shown() {
        refuses(&[
            ("borrow(a.b)", &[("a.b", "this is not an argument's name; write `borrow(client)`")]),
            (
                "clone(a, a)",
                &[("a", "`a` is given twice; keep one"), ("a", "`a` is first given here")],
            ),
            (
                "clone = a",
                &[("clone", "`clone` takes parentheses, not `=`; write `clone(prompt)`")],
            ),
        ]);
    }
}
