//! A function's body that is nothing but one async block, boxed or not.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Local;

use crate::item::async_trait::Wrapped;
use crate::tokens::{is_sign, like};

/// `Box::pin(async move { .. })`, with what stands around the code that runs again.
pub(crate) struct AsyncBlock {
    outer: Group,
    boxed: Boxed,
    keyword: Ident,
    /// The user's own `move`.
    pub(crate) capture: Option<Ident>,
    braces: Group,
    /// The bindings that `#[async_trait]` has put before the body.
    pub(crate) lets: Vec<Local>,
    /// What it has put around the body's braces to name the type of what they give.
    answer: Option<[TokenStream; 2]>,
}

/// How the block is boxed.
enum Boxed {
    Not,
    /// `Box::pin(..)`
    ByCall(TokenStream, Group),
    /// What follows it, and the parentheses around it, if there are any: `.boxed()`
    ByMethod(TokenStream, Option<Group>),
}

impl AsyncBlock {
    /// The block, and the braces around the code that runs again.
    pub(crate) fn find(body: &Group) -> Option<(Self, Group)> {
        let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
        let (boxed, (keyword, capture, braces)) = match tokens.as_slice() {
            [path @ .., TokenTree::Ident(pin), TokenTree::Group(arguments)] if pin == "pin" => {
                let path = quote!(#(#path)* #pin);
                let inner: Vec<TokenTree> = arguments.stream().into_iter().collect();
                (Boxed::ByCall(path, arguments.clone()), async_block(&inner)?)
            }
            [block @ .., dot, TokenTree::Ident(method), TokenTree::Group(nothing)]
                if method == "boxed" || method == "boxed_local" =>
            {
                let (block, parentheses) = match block {
                    [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                        (group.stream().into_iter().collect(), Some(group.clone()))
                    }
                    block => (block.to_vec(), None),
                };
                let method = quote!(#dot #method #nothing);
                (Boxed::ByMethod(method, parentheses), async_block(&block)?)
            }
            tokens => (Boxed::Not, async_block(tokens)?),
        };
        let (lets, answer, inner) = match Wrapped::find(&braces) {
            Some(Wrapped { lets, answer, body }) => (lets, Some(answer), body),
            None => (Vec::new(), None, braces.clone()),
        };
        let outer = body.clone();
        Some((Self { outer, boxed, keyword, capture, braces, lets, answer }, inner))
    }

    /// The body as a value, as it stands in the block.
    // Output: { .. }   or   let __ret: Ret = { .. }; __ret
    pub(crate) fn answer(&self, body: Group) -> TokenStream {
        match &self.answer {
            Some([before, after]) => quote!(#before #body #after),
            None => body.into_token_stream(),
        }
    }

    /// The same function body around other code, which has the arguments as the user's block has, or all of them.
    // Output: { Box::pin(async move { let x = x; .. }) }
    pub(crate) fn around(&self, by_use: bool, lets: &[Local], code: &TokenStream) -> Group {
        let braces = like(&self.braces, quote!(#(#lets)* #code));
        let keyword = &self.keyword;
        let capture = match &self.capture {
            None if by_use => None,
            _ => Some(quote_spanned!(keyword.span()=> move)),
        };
        let block = quote!(#keyword #capture #braces);
        let whole = match &self.boxed {
            Boxed::ByCall(path, arguments) => {
                let arguments = like(arguments, block);
                quote!(#path #arguments)
            }
            Boxed::ByMethod(method, Some(parentheses)) => {
                let block = like(parentheses, block);
                quote!(#block #method)
            }
            Boxed::ByMethod(method, None) => quote!(#block #method),
            Boxed::Not => block,
        };
        like(&self.outer, whole)
    }
}

fn async_block(tokens: &[TokenTree]) -> Option<(Ident, Option<Ident>, Group)> {
    let tokens = match tokens {
        [inner @ .., comma] if is_sign(comma, ',') => inner,
        tokens => tokens,
    };
    match tokens {
        [TokenTree::Ident(keyword), TokenTree::Group(block)]
            if keyword == "async" && block.delimiter() == Delimiter::Brace =>
        {
            Some((keyword.clone(), None, block.clone()))
        }
        [TokenTree::Ident(keyword), TokenTree::Ident(capture), TokenTree::Group(block)]
            if keyword == "async" && capture == "move" && block.delimiter() == Delimiter::Brace =>
        {
            Some((keyword.clone(), Some(capture.clone()), block.clone()))
        }
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            async_block(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => None,
    }
}
