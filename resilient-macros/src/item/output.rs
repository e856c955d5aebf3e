//! What a signature says about the value that the future gives.

use syn::visit::{self, Visit};
use syn::{AssocType, GenericArgument, Path, PathArguments, Type};

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
}

/// An alias may stand for a `Result`, these can't.
pub(crate) fn is_surely_no_result(ty: &Type) -> bool {
    const OTHERS: [&str; 22] = [
        "bool", "char", "str", "String", "Option", "Vec", "Box", "Arc", "Rc", "u8", "u16", "u32",
        "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "f32", "f64",
    ];
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| OTHERS.iter().any(|other| last.ident == *other)),
        Type::Tuple(_) | Type::Reference(_) | Type::Array(_) | Type::Slice(_) | Type::Never(_) => {
            true
        }
        _ => false,
    }
}
