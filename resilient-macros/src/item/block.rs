//! A function's body that is nothing but one async block, boxed or not.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::Parser;
use syn::{Block, Local, Stmt};

use crate::tokens::{is_sign, is_word, like};

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
        let (outer, (lets, answer, inner)) = (body.clone(), of_async_trait(&braces));
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

/// What `#[async_trait]` has put before and around a body, and the body.
// Input:  if let Some(__ret) = None::<Ret> { return __ret; } let x = x; let __ret: Ret = { body }; __ret
// Output: [let x = x;], [let __ret: Ret =, ; __ret], { body }
pub(super) fn of_async_trait(block: &Group) -> (Vec<Local>, Option<[TokenStream; 2]>, Group) {
    let tokens: Vec<TokenTree> = block.stream().into_iter().collect();
    let of = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>();
    let found = around(&tokens).and_then(|(start, at, body)| {
        let lets = lets(of(&tokens[..start]))?;
        Some((lets, Some([of(&tokens[start..at]), of(&tokens[at + 1..])]), body))
    });
    found.unwrap_or_else(|| (Vec::new(), None, block.clone()))
}

/// Where `let __ret` begins, by which `#[async_trait]` names the type of what a body gives.
fn named_answer(tokens: &[TokenTree]) -> Option<usize> {
    tokens.windows(2).rposition(|pair| is_word(&pair[0], "let") && is_word(&pair[1], "__ret"))
}

/// Where that begins, and the body in it.
fn around(tokens: &[TokenTree]) -> Option<(usize, usize, Group)> {
    let start = named_answer(tokens)?;
    let end = (start..tokens.len()).find(|&at| is_sign(&tokens[at], ';'))?;
    match &tokens[end - 1] {
        TokenTree::Group(body) => Some((start, end - 1, body.clone())),
        _ => None,
    }
}

/// The bindings before it.
fn lets(before: TokenStream) -> Option<Vec<Local>> {
    let mut lets = Vec::new();
    for statement in Block::parse_within.parse2(before).ok()? {
        match statement {
            Stmt::Local(local) => lets.push(local),
            Stmt::Expr(..) => {}
            Stmt::Item(_) | Stmt::Macro(_) => return None,
        }
    }
    Some(lets)
}

impl AsyncBlock {
    /// The name that a binding of `#[async_trait]` takes its value from.
    pub(crate) fn source(local: &Local) -> Option<Ident> {
        let init = local.init.as_ref()?.expr.to_token_stream();
        let last = |tokens: TokenStream| tokens.into_iter().last();
        match last(init)? {
            TokenTree::Ident(name) => Some(name),
            TokenTree::Group(group) => match last(group.stream())? {
                TokenTree::Ident(name) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }
}
