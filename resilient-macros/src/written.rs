//! Code as a person would write it, for names in events and for docs. Spaces are not among what a macro is given.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The tokens of an expression, a path or a pattern on one line.
pub(crate) fn written(tokens: &dyn ToTokens) -> String {
    let mut line = Line::default();
    line.write(tokens.to_token_stream());
    line.text
}

#[derive(Default)]
struct Line {
    text: String,
    before: Before,
    /// How many `<` of generic arguments are open.
    generics: usize,
    /// Whether it stands among generic arguments, in a tuple say.
    in_types: bool,
    /// Whether the parameters of a closure are under way.
    in_closure: bool,
}

/// What was written last.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Before {
    /// Nothing, or what belongs to the next token: `&`, `.`, `::`
    #[default]
    Start,
    /// An operator with a space around it, or a comma.
    Operator,
    /// A word that something follows: `move`, `return`
    Keyword,
    /// What may be used as it is: a name, a literal, a group.
    Operand,
}

impl Line {
    fn write(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(name) => self.word(&name.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Punct(sign) => {
                    let mut signs = String::from(sign.as_char());
                    let mut is_joint = sign.spacing() == Spacing::Joint;
                    while let Some(TokenTree::Punct(next)) = tokens.peek().filter(|_| is_joint) {
                        signs.push(next.as_char());
                        is_joint = next.spacing() == Spacing::Joint;
                        tokens.next();
                    }
                    self.signs(&signs);
                }
            }
        }
    }

    fn push(&mut self, text: &str, with_space: bool, before: Before) {
        if with_space && self.before != Before::Start {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.before = before;
    }

    fn word(&mut self, word: &str) {
        let is_keyword = KEYWORDS.contains(&word);
        self.push(word, true, if is_keyword { Before::Keyword } else { Before::Operand });
    }

    fn group(&mut self, group: &Group) {
        let is_brace = group.delimiter() == Delimiter::Brace;
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => return self.write(group.stream()),
        };
        // A call or an index belongs to what it is of.
        self.push(open, is_brace || self.before != Before::Operand, Before::Start);
        let mut inside = Self { in_types: self.is_type(), ..Self::default() };
        inside.write(group.stream());
        let space = if is_brace && !inside.text.is_empty() { " " } else { "" };
        self.text.extend([space, &inside.text, space, close]);
        self.before = Before::Operand;
    }

    fn is_type(&self) -> bool {
        self.in_types || self.generics > 0
    }

    fn signs(&mut self, signs: &str) {
        let mut rest = signs;
        while !rest.is_empty() {
            let known = LONG.iter().find(|it| rest.starts_with(**it));
            // Two `>` may end generic arguments twice.
            let length = known.filter(|_| !self.is_type() || rest.starts_with("::"));
            let (sign, left) = rest.split_at(length.map_or(1, |it| it.len()));
            self.sign(sign);
            rest = left;
        }
    }

    fn sign(&mut self, sign: &str) {
        let is_operand = self.before == Before::Operand;
        match sign {
            "." | "::" | ".." | "..=" => self.push(sign, !is_operand, Before::Start),
            "?" => self.push(sign, false, Before::Operand),
            "," | ";" | ":" => self.push(sign, false, Before::Operator),
            // Of a macro.
            "!" if is_operand => self.push(sign, false, Before::Operand),
            "<" if !is_operand || self.is_type() => {
                self.generics += 1;
                self.push(sign, !is_operand, Before::Start);
            }
            ">" if self.generics > 0 => {
                self.generics -= 1;
                self.push(sign, false, Before::Operand);
            }
            "|" if self.in_closure => {
                self.in_closure = false;
                self.push(sign, false, Before::Operator);
            }
            "|" if !is_operand => {
                self.in_closure = true;
                self.push(sign, true, Before::Start);
            }
            "||" if !is_operand => self.push(sign, true, Before::Operator),
            "-" | "*" | "&" | "&&" | "!" | "'" | "#" if !is_operand => {
                self.push(sign, true, Before::Start);
            }
            sign => self.push(sign, true, Before::Operator),
        }
    }
}

/// Signs of more than one letter, the longer ones first.
#[rustfmt::skip]
const LONG: [&str; 23] = [
    "..=", "<<=", ">>=", "::", "..", "&&", "||", "==", "!=", "<=", ">=", "=>", "->", "+=", "-=",
    "*=", "/=", "%=", "^=", "&=", "|=", "<<", ">>",
];

/// Words that something follows.
#[rustfmt::skip]
const KEYWORDS: [&str; 16] = [
    "as", "async", "break", "dyn", "else", "for", "if", "impl", "in", "let", "match", "move", "mut", "ref",
    "return", "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_written_as_it_was() {
        for code in [
            "model",
            r#""a , b . c""#,
            "&clients[1]",
            "&mut request.model",
            "self.limits[0].time(1, -2)",
            "Vec::<u8>::new()",
            "<Spare as Model>::ask",
            "Vec::<Vec<u8>>::with_capacity(a << 1)",
            "others.iter().filter(|other| other.is_near && *other != own)",
            "|| 1",
            "move |(a, b): (u8, u8), _| a + b",
            "vec![\"a\", \"b\"]",
            "format!(\"{model}-mini\")",
            "Request { model: a, ..request.clone() }",
            "if a < b { -a } else { !b }",
            "cached(&prompt, error).await?",
            "a as u64 * 2 % b",
            "x..=y",
            "&&x == y || z",
            "f::<'static, T>(x)",
            "resilient::chain::<(io::Error, Box<Other<u8>>)>()",
            "match x { Some(n) if n > 1 => n, _ => 0 }",
            "[0; 4]",
            "(a,)",
            "unit {}",
            "&[&a, b]",
            "*a.b",
            "return (a, b)",
        ] {
            let tokens: TokenStream = code.parse().unwrap();
            assert_eq!(written(&tokens), code);
        }
    }

    #[test]
    fn what_syn_has_read_is_written_alike() {
        for code in ["Vec::<Vec<u8>>::new()[0]", "a.iter().map(|it| &it[..2])", "x && !y.z?"] {
            let expr: syn::Expr = syn::parse_str(code).unwrap();
            assert_eq!(written(&expr), code);
        }
    }
}
