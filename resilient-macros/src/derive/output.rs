//! The `impl Classify` that a derive leaves behind: one arm per variant, and no wildcard.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Expr, Generics, Index, Member, Pat, Type, parse_quote};

use crate::config::rule;
use crate::derive::meaning::Meaning;
use crate::derive::shape::Shape;
use crate::derive::{Derived, Kind};

// Input: enum E { #[classify(server)] Broken, #[classify(transparent)] Io(io::Error) }
// Output: match self { Self::Broken { .. } => Class::Server.into(), Self::Io { 0: field_0, .. } => field_0.classify() }
pub(crate) fn implementation(input: &DeriveInput, parsed: &Derived<'_>) -> TokenStream {
    let krate = krate(parsed);
    let arms = parsed.shapes.iter().map(|shape| arm(shape, parsed.kind, &krate));
    let body = if parsed.shapes.is_empty() {
        quote!(match *self {})
    } else {
        quote!(match self { #(#arms)* })
    };
    block(input, &bounded(input, parsed, &krate), &krate, &body)
}

/// So that a mistake in the derive does not also become one at every use of the type.
pub(crate) fn stand_in(input: &DeriveInput, parsed: &Derived<'_>) -> TokenStream {
    let krate = krate(parsed);
    let body = quote!(::core::convert::Into::into(#krate::Class::Unknown));
    block(input, &input.generics, &krate, &body)
}

fn block(
    input: &DeriveInput,
    generics: &Generics,
    krate: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let name = &input.ident;
    let (parameters, arguments, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(clippy::redundant_closure_call)]
        impl #parameters #krate::Classify for #name #arguments #bounds {
            fn classify(&self) -> #krate::Verdict { #body }
        }
    }
}

fn arm(shape: &Shape<'_>, kind: Kind, krate: &TokenStream) -> TokenStream {
    let name = shape.name;
    let path = match kind {
        Kind::Enum => quote!(Self::#name),
        Kind::Struct => quote!(Self),
    };
    let (used, verdict) = verdict(shape, kind, krate);
    let verdict = match shape.hint {
        Some(index) => {
            let hint = used_as(shape, index, &quote!(#krate::__private::Hint::hint));
            quote!(#krate::__private::hinted(#verdict, #hint))
        }
        None => verdict,
    };
    let bound = used.into_iter().chain(shape.hint).map(|index| {
        let (member, name) = (member(shape, index), binding(index));
        quote!(#member: #name,)
    });
    quote!(#path { #(#bound)* .. } => #verdict,)
}

/// The fields that it uses, and how it is made of them.
fn verdict(shape: &Shape<'_>, kind: Kind, krate: &TokenStream) -> (Vec<usize>, TokenStream) {
    match &shape.meaning {
        Meaning::Class(name) => {
            let class = rule::variant(name);
            (
                Vec::new(),
                quote!(<#krate::Verdict as ::core::convert::From<_>>::from(#krate::Class::#class)),
            )
        }
        Meaning::Field(index) => {
            (vec![*index], used_as(shape, *index, &quote!(#krate::Classify::classify)))
        }
        Meaning::Status(index) => {
            let status = used_as(shape, *index, &quote!(#krate::__private::Status::status));
            (vec![*index], quote!(#krate::__private::answered(#status)))
        }
        Meaning::Function(function) => {
            let at = function.span();
            let (mut used, mut arguments, mut types) = (Vec::new(), Vec::new(), Vec::new());
            match kind {
                Kind::Struct => {
                    arguments.push(quote_spanned!(at.resolved_at(Span::call_site())=> self));
                    types.push(quote!(Self));
                }
                Kind::Enum => {
                    for (index, field) in shape.fields.iter().enumerate() {
                        if Some(index) != shape.hint {
                            used.push(index);
                            let mut argument = binding(index);
                            argument.set_span(at.resolved_at(argument.span()));
                            arguments.push(argument.to_token_stream());
                            types.push(field.ty.to_token_stream());
                        }
                    }
                }
            }
            let function = with_types(function, &types);
            let call = quote_spanned!(at=> (#function)(#(#arguments),*));
            (used, quote_spanned!(at=> ::core::convert::Into::<#krate::Verdict>::into(#call)))
        }
    }
}

/// A closure that is called where it stands knows its parameters only if their types are written.
fn with_types(function: &Expr, types: &[TokenStream]) -> Expr {
    let mut function = function.clone();
    if let Expr::Closure(closure) = &mut function {
        for (parameter, ty) in closure.inputs.iter_mut().zip(types) {
            if !matches!(parameter, Pat::Type(_)) {
                *parameter = Pat::Type(parse_quote!(#parameter: &#ty));
            }
        }
    }
    function
}

/// With a bound on each wrapped error whose type has a type parameter in it.
fn bounded(input: &DeriveInput, parsed: &Derived<'_>, krate: &TokenStream) -> Generics {
    let mut generics = input.generics.clone();
    let parameters: Vec<Ident> = generics.type_params().map(|one| one.ident.clone()).collect();
    for shape in &parsed.shapes {
        let Meaning::Field(index) = shape.meaning else { continue };
        let Some(field) = shape.fields.iter().nth(index) else { continue };
        let names = |name: &Ident| mentions(&field.ty, name);
        // A bound on itself would never be proved.
        let recursive = names(&input.ident) || names(&Ident::new("Self", Span::call_site()));
        if parameters.iter().any(names) && !recursive {
            let ty = &field.ty;
            generics.make_where_clause().predicates.push(parse_quote!(#ty: #krate::Classify));
        }
    }
    generics
}

fn mentions(ty: &Type, name: &Ident) -> bool {
    fn search(tokens: TokenStream, name: &Ident) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(word) => word == *name,
            TokenTree::Group(group) => search(group.stream(), name),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        })
    }
    search(ty.to_token_stream(), name)
}

fn member(shape: &Shape<'_>, index: usize) -> Member {
    match shape.fields.iter().nth(index).and_then(|field| field.ident.clone()) {
        Some(name) => Member::Named(name),
        None => Member::Unnamed(Index::from(index)),
    }
}

fn binding(index: usize) -> Ident {
    format_ident!("field_{index}", span = Span::mixed_site())
}

/// A call with the field, located at its type, where the compiler then says what the type lacks.
fn used_as(shape: &Shape<'_>, index: usize, function: &TokenStream) -> TokenStream {
    let field = shape.fields.iter().nth(index);
    let at = field.map_or_else(Span::call_site, |field| field.ty.span());
    let mut binding = binding(index);
    binding.set_span(at.resolved_at(Span::mixed_site()));
    let function = function.clone().into_iter().map(|mut token| {
        token.set_span(at.resolved_at(token.span()));
        token
    });
    quote_spanned!(at=> #(#function)*(#binding))
}

fn krate(parsed: &Derived<'_>) -> TokenStream {
    parsed.krate.as_ref().map_or_else(|| quote!(::resilient), ToTokens::to_token_stream)
}
