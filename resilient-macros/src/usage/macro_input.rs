//! What is known of the input of a macro: which expressions it takes, which it only shows, what its format string names.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Expr, Lit, Pat, Result, Token, braced, bracketed, token};

/// A piece of a macro's input.
pub(super) enum Part {
    /// Stands where a value is taken.
    Value(Expr),
    /// Is borrowed by the macro, as `format!` does.
    Shown(Expr),
    /// A string that may be a format.
    Format(String),
    /// The name that is given to the part behind it.
    Key(String),
    /// Has a grammar of its own.
    Unread(TokenStream),
}

/// What `name!(input)` does with the expressions in its input.
pub(super) fn parts(name: &str, input: &TokenStream) -> Vec<Part> {
    let known = match name {
        "stringify" | "cfg" => return Vec::new(),
        "matches" => scrutinee.parse2(input.clone()),
        "json" => json_value.parse2(input.clone()),
        "select" | "select_biased" => branches.parse2(input.clone()),
        "stream" | "try_stream" => syn::parse2(quote!(async move { #input })).map(one_value),
        _ if SHOWING.contains(&name) => shown_items.parse2(input.clone()),
        _ if FAILING.contains(&name) => message_or_error.parse2(input.clone()),
        _ => value_items.parse2(input.clone()),
    };
    known
        .or_else(|_| syn::parse2(quote!({ #input })).map(one_value))
        .unwrap_or_else(|_| vec![Part::Unread(input.clone())])
}

/// Whether `format` names `name`: `{name}`, `{name:?}`, `{:name$}`, but not `{{name}}`.
pub(super) fn captures(format: &str, name: &str) -> bool {
    let holes = format.replace("{{", "");
    holes.split('{').skip(1).any(|hole| {
        let hole = hole.split('}').next().unwrap_or_default();
        let (argument, spec) = hole.split_once(':').unwrap_or((hole, ""));
        argument.trim() == name || counts(spec).any(|count| count == name)
    })
}

/// The names of a width and a precision: what stands before a `$`.
fn counts(spec: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c == '_' || c.is_alphanumeric();
    spec.split_inclusive('$')
        .filter_map(|piece| piece.strip_suffix('$'))
        .filter_map(move |piece| piece.rsplit(|c| !is_part(c)).next())
        .map(|count| count.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn one_value(expr: Expr) -> Vec<Part> {
    vec![Part::Value(expr)]
}

/// `matches!` is a `match`, and what its pattern binds decides.
fn scrutinee(input: ParseStream<'_>) -> Result<Vec<Part>> {
    let expr: Expr = input.parse()?;
    input.parse::<Token![,]>()?;
    let arm: TokenStream = input.parse()?;
    let arm = without_last_comma(arm);
    // Without the parentheses a struct literal would end at its brace.
    syn::parse2(quote!(match (#expr) { #arm => {} })).map(one_value)
}

fn without_last_comma(tokens: TokenStream) -> TokenStream {
    let mut trees: Vec<_> = tokens.into_iter().collect();
    if trees.last().is_some_and(|it| it.to_string() == ",") {
        trees.pop();
    }
    trees.into_iter().collect()
}

/// `biased; pattern = future, if condition => handler, .. else => handler`
fn branches(input: ParseStream<'_>) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    if input.peek(syn::Ident) && input.peek2(Token![;]) {
        input.parse::<Ident>()?;
        input.parse::<Token![;]>()?;
    }
    while !input.is_empty() {
        let mut pattern = None;
        if input.peek2(Token![=>]) && (input.peek(Token![else]) || input.peek(syn::Ident)) {
            input.call(Ident::parse_any)?;
        } else {
            pattern = Some(Pat::parse_multi_with_leading_vert(input)?);
            input.parse::<Token![=]>()?;
            parts.push(Part::Value(input.parse()?));
        }
        if input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
            input.parse::<Token![if]>()?;
            parts.push(Part::Shown(input.parse()?));
        }
        input.parse::<Token![=>]>()?;
        let pattern = pattern.map_or_else(|| quote!(_), |it| quote!(#it));
        let handler = Expr::parse_with_earlier_boundary_rule(input)?;
        let handler = syn::parse2(quote!(match () { #pattern => #handler }))?;
        parts.push(Part::Value(handler));
        input.parse::<Option<Token![,]>>()?;
    }
    Ok(parts)
}

/// A key goes into the map as it is, a value is only serialized.
fn json_value(input: ParseStream<'_>) -> Result<Vec<Part>> {
    let content;
    if input.peek(token::Brace) {
        braced!(content in input);
        separated(&content, |input| {
            let mut parts = one_value(input.parse()?);
            input.parse::<Token![:]>()?;
            parts.extend(json_value(input)?);
            Ok(parts)
        })
    } else if input.peek(token::Bracket) {
        bracketed!(content in input);
        separated(&content, json_value)
    } else {
        Ok(vec![Part::Shown(input.parse()?)])
    }
}

fn value_items(input: ParseStream<'_>) -> Result<Vec<Part>> {
    separated(input, |input| Ok(text_or(Part::Value, input.parse()?)))
}

/// `ensure!(condition, "{}", x)` shows `x`, `bail!(x)` takes it.
fn message_or_error(input: ParseStream<'_>) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    while !input.is_empty() {
        let item = text_or(Part::Value, input.parse()?);
        let is_message = matches!(item[..], [Part::Format(_)]);
        parts.extend(item);
        input.parse::<Option<Token![,]>>()?;
        if is_message {
            parts.extend(shown_items(input)?);
        }
    }
    Ok(parts)
}

fn shown_items(input: ParseStream<'_>) -> Result<Vec<Part>> {
    separated(input, |input| {
        if input.peek(syn::Ident) && input.peek2(Token![:]) && !input.peek2(Token![::]) {
            // `target: expr`, `parent: expr`
            if key(&input.fork()).is_err() {
                input.parse::<Ident>()?;
                input.parse::<Token![:]>()?;
                return input.parse().map(one_value);
            }
        }
        let mut parts = Vec::new();
        if key(&input.fork()).is_ok() {
            let name = input.fork().call(Ident::parse_any);
            parts.extend(name.map(|name| Part::Key(name.unraw().to_string())));
            key(input)?;
        }
        if input.peek(Token![?]) || input.peek(Token![%]) {
            input.parse::<proc_macro2::Punct>()?;
        }
        if fields(&input.fork()).is_ok() {
            return fields(input);
        }
        parts.extend(text_or(Part::Shown, input.parse()?));
        Ok(parts)
    })
}

/// tracing's `{ name = value, .. }`, which may look like a block with an assignment in it.
fn fields(input: ParseStream<'_>) -> Result<Vec<Part>> {
    let content;
    braced!(content in input);
    key(&content.fork())?;
    shown_items(&content)
}

/// `name =`, and what tracing and log have besides: `user.name =`, `name:? =`, `"name" =`.
fn key(input: ParseStream<'_>) -> Result<()> {
    if input.peek(Lit) {
        input.parse::<Lit>()?;
    } else {
        input.call(Ident::parse_any)?;
    }
    while input.parse::<Option<Token![.]>>()?.is_some() {
        input.call(Ident::parse_any)?;
    }
    if input.parse::<Option<Token![:]>>()?.is_some() {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    if input.peek(Token![==]) || input.peek(Token![=>]) {
        return Err(input.error("not a key"));
    }
    input.parse::<Token![=]>().map(drop)
}

fn text_or(part: fn(Expr) -> Part, expr: Expr) -> Vec<Part> {
    let mut inner = &expr;
    while let Expr::Group(group) = inner {
        inner = &group.expr;
    }
    match inner {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => vec![Part::Format(text.value())],
            _ => Vec::new(),
        },
        _ => vec![part(expr)],
    }
}

/// Items with commas between them; `vec![x; n]` and log's fields have a semicolon there.
fn separated(
    input: ParseStream<'_>,
    item: fn(ParseStream<'_>) -> Result<Vec<Part>>,
) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    while !input.is_empty() {
        parts.extend(item(input)?);
        if input.peek(Token![;]) {
            input.parse::<Token![;]>()?;
        } else if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(parts)
}

/// The macros that borrow what they are given, by their last segment: std's, then log's and tracing's.
#[rustfmt::skip]
const SHOWING: &[&str] = &[
    "format", "format_args", "print", "println", "eprint", "eprintln", "write", "writeln",
    "panic", "todo", "unimplemented", "unreachable", "addr_of", "addr_of_mut",
    "assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "debug_assert_ne",
    "log", "trace", "debug", "info", "warn", "error", "event",
    "span", "trace_span", "debug_span", "info_span", "warn_span", "error_span",
];

/// The macros that make an error of a message or of a value: anyhow's, eyre's, miette's, snafu's.
const FAILING: &[&str] =
    &["anyhow", "bail", "ensure", "ensure_whatever", "eyre", "format_err", "miette", "whatever"];
