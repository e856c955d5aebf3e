//! Code as a person would write it, for names in events and for docs. Spaces are not among what a macro is given.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

use crate::tokens::is_sign;

/// The tokens of an expression, a path or a pattern on one line.
pub(crate) fn written(tokens: &dyn ToTokens) -> String {
    let mut line = Line::default();
    line.write(tokens.to_token_stream());
    line.text
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that vary independently")]
struct Line {
    text: String,
    before: Before,
    /// How many `<` of generic arguments are open.
    generics: usize,
    /// Whether it stands among generic arguments, in a tuple say.
    in_types: bool,
    /// Whether a type is under way that follows `as`, `->`, or the `:` of a `let` or of a closure.
    after_a_type_begins: bool,
    in_let: bool,
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
                TokenTree::Group(group) => {
                    let is_followed = tokens.peek().is_some_and(|it| !is_sign(it, ','));
                    self.group(&group, is_followed);
                }
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
        self.after_a_type_begins |= word == "as";
        self.in_let |= word == "let";
        let is_keyword = KEYWORDS.contains(&word);
        self.push(word, true, if is_keyword { Before::Keyword } else { Before::Operand });
    }

    fn group(&mut self, group: &Group, is_followed: bool) {
        let is_brace = group.delimiter() == Delimiter::Brace;
        let is_alone = (self.text.is_empty() || self.text.ends_with(',')) && !is_followed;
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            // What a declarative macro was given is one operand.
            Delimiter::None if !is_alone && !self.is_type() && is_operation(group) => ("(", ")"),
            Delimiter::None => return self.write(group.stream()),
        };
        self.after_a_type_begins &= !is_brace;
        // A call or an index belongs to what it is of.
        self.push(open, is_brace || self.before != Before::Operand, Before::Start);
        let mut inside = Self { in_types: self.is_type() && !is_brace, ..Self::default() };
        inside.write(group.stream());
        let space = if is_brace && !inside.text.is_empty() { " " } else { "" };
        self.text.extend([space, &inside.text, space, close]);
        self.before = Before::Operand;
    }

    fn is_type(&self) -> bool {
        self.in_types || self.generics > 0
    }

    /// Whether a `<` opens the arguments of a type: `a: Vec<u8>`, but not `a: b < c`.
    fn opens_arguments(&self) -> bool {
        let is_end = |c: char| c != '_' && !c.is_alphanumeric();
        let last = self.text.rsplit(is_end).next().unwrap_or_default();
        let is_type = self.after_a_type_begins && last.starts_with(char::is_uppercase);
        self.before != Before::Operand || self.is_type() || is_type
    }

    fn signs(&mut self, signs: &str) {
        let mut rest = signs;
        while !rest.is_empty() {
            let known = LONG.iter().find(|it| rest.starts_with(**it));
            // Two `>` may end generic arguments twice.
            let known = known.filter(|it| !it.starts_with('>') || !self.is_type());
            let (sign, left) = rest.split_at(known.map_or(1, |it| it.len()));
            self.sign(sign);
            rest = left;
        }
    }

    fn sign(&mut self, sign: &str) {
        let is_operand = self.before == Before::Operand;
        self.after_a_type_begins = match sign {
            ":" => self.in_closure || self.in_let,
            "->" => true,
            "::" | "&" | "'" | "<" | ">" | "*" => self.after_a_type_begins,
            _ => false,
        };
        self.in_let &= sign != "=" && sign != ";";
        match sign {
            "." | "::" | ".." | "..=" => self.push(sign, !is_operand, Before::Start),
            "?" => self.push(sign, false, Before::Operand),
            "," | ";" | ":" => self.push(sign, false, Before::Operator),
            // Of a macro.
            "!" if is_operand => self.push(sign, false, Before::Operand),
            "<" if self.opens_arguments() => {
                self.generics += 1;
                self.push(sign, !is_operand && !self.text.ends_with("for"), Before::Start);
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
            sign => {
                // `6..` ends here.
                let is_range_over = self.text.ends_with("..");
                self.text.push_str(if is_range_over { " " } else { "" });
                self.push(sign, true, Before::Operator);
            }
        }
    }
}

fn is_operation(group: &Group) -> bool {
    let is_operator =
        |token: TokenTree| matches!(token, TokenTree::Punct(it) if !".:?!".contains(it.as_char()));
    group.stream().into_iter().any(is_operator)
}

/// Signs of more than one letter, the longer ones first.
#[rustfmt::skip]
const LONG: [&str; 23] = [
    "..=", "<<=", ">>=", "::", "..", "&&", "||", "==", "!=", "<=", ">=", "=>", "->", "+=", "-=",
    "*=", "/=", "%=", "^=", "&=", "|=", "<<", ">>",
];

/// Words that something follows.
#[rustfmt::skip]
const KEYWORDS: [&str; 18] = [
    "as", "async", "break", "const", "continue", "dyn", "else", "for", "if", "impl", "in", "let",
    "match", "move", "mut", "ref", "return", "while",
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
            "x as Vec<u8>",
            "a as u64 > b",
            "|y: Vec<u8>| y",
            "|a: u8, b| a < b",
            "|y| -> Vec<u8> { y }",
            "{ let a: Vec<Vec<u8>> = b; a < c }",
            "f::<fn(u8) -> u8>()",
            "collect::<Vec<Box<dyn Fn(u8) -> u8>>>()",
            "<dyn Fn() -> u8>::f",
            "match x { 6.. => 1, _ => 2 }",
            "f::<{ N >> 1 }>()",
            "continue 'a",
            "f::<dyn for<'a> Fn(&'a str)>()",
            "x as *const *const u8",
            "Point { x: a < b, y }",
            "Point { x: A < b, y: c >= d, z: n >> 1 }",
        ] {
            let tokens: TokenStream = code.parse().unwrap();
            assert_eq!(written(&tokens), code);
        }
    }

    #[test]
    fn what_a_macro_was_given_stays_one_operand() {
        let given = |code: &str| Group::new(Delimiter::None, code.parse().unwrap());
        let [sum, call] = [given("1 + 2"), given("a.b(c)")];
        assert_eq!(written(&quote::quote!(#sum * 2)), "(1 + 2) * 2");
        assert_eq!(written(&quote::quote!(f(a, #sum, b))), "f(a, 1 + 2, b)");
        assert_eq!(written(&quote::quote!(#call * 2)), "a.b(c) * 2");
    }

    #[test]
    fn what_syn_has_read_is_written_alike() {
        for code in ["Vec::<Vec<u8>>::new()[0]", "a.iter().map(|it| &it[..2])", "x && !y.z?"] {
            let expr: syn::Expr = syn::parse_str(code).unwrap();
            assert_eq!(written(&expr), code);
        }
    }
}
