//! What is read from `#[classify(..)]`, and what is said where it can't be.

use syn::DeriveInput;

use crate::derive::Derived;
use crate::derive::meaning::Meaning;
use crate::testing::compare;

#[track_caller]
fn refuses(table: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in table {
        let input: DeriveInput = syn::parse_str(text).unwrap();
        compare(text, Derived::parse(&input).1, expected);
    }
}

/// Mistakes above the only variant.
#[track_caller]
fn refuses_words(table: &[(&str, &[(&str, &str)])]) {
    for (words, expected) in table {
        refuses(&[(&format!("enum E {{ #[classify({words})] A }}"), expected)]);
    }
}

#[test]
fn a_variant_without_a_class_is_shown() {
    refuses(&[(
        "enum E { A, #[classify(server)] B, C(u8), D { e: u8, f: u8 } }",
        &[
            ("A", "`A` has no class; write `#[classify(server)]`, or another class, above it"),
            (
                "C",
                "`C` has no class; write `#[classify(server)]`, or another class, above it, or `#[classify(transparent)]` for what its field means",
            ),
            (
                "D",
                "`D` has no class; write `#[classify(server)]`, or another class, above it, or `#[classify(transparent)]` on the field that says what it means",
            ),
        ],
    )]);
    refuses(&[(
        "struct S;",
        &[("S", "`S` has no class; write `#[classify(server)]`, or another class, above it")],
    )]);
}

#[test]
fn an_unknown_word_is_shown() {
    refuses_words(&[
        ("servr", &[("servr", "unknown class `servr`; did you mean `server`?")]),
        (
            "RateLimited",
            &[("RateLimited", "unknown class `RateLimited`; did you mean `rate_limited`?")],
        ),
        (
            "transparant",
            &[("transparant", "unknown class `transparant`; did you mean `transparent`?")],
        ),
        (
            r#""server""#,
            &[(r#""server""#, r#"`"server"` is not the name of a class; write `server`"#)],
        ),
        (
            "Class::Quota",
            &[("Class::Quota", "`Class::Quota` is not the name of a class; write `quota`")],
        ),
    ]);
    refuses(&[(
        "struct S(#[classify(hnt)] u8, u8);",
        &[("hnt", "unknown mark `hnt`; did you mean `hint`?")],
    )]);
}

#[test]
fn a_variant_has_one_class() {
    refuses_words(&[
        (
            "server, quota",
            &[("quota", "`server` says already what it means; keep `server` or `quota`")],
        ),
        (
            "server, server",
            &[
                ("server", "`server` is given twice; keep one"),
                ("server", "`server` is first given here"),
            ],
        ),
        (
            "with = f, quota",
            &[("quota", "`with` says already what it means; keep `with` or `quota`")],
        ),
        (
            "servr, quota",
            &[
                ("servr", "unknown class `servr`; did you mean `server`?"),
                ("quota", "`servr` says already what it means; keep `servr` or `quota`"),
            ],
        ),
    ]);
    refuses(&[
        (
            "enum E { #[classify(server)] A(#[classify(status)] u16) }",
            &[("status", "`server` says already what it means; keep `server` or `status`")],
        ),
        (
            "enum E { A(#[classify(status)] u16, #[classify(status)] u16, #[classify(hint)] D, #[classify(hint)] D) }",
            &[
                ("status", "`status` marks two fields; keep one"),
                ("status", "`status` is first given here"),
                ("hint", "`hint` marks two fields; keep one"),
                ("hint", "`hint` is first given here"),
            ],
        ),
    ]);
}

#[test]
fn transparent_takes_one_field() {
    refuses(&[(
        "enum E { #[classify(transparent)] A, #[classify(transparent)] B(u8, u8), #[classify(transparent)] C(#[classify(hint)] D) }",
        &[
            ("transparent", "`A` has no field to take the class of; write a class, as `server`"),
            (
                "transparent",
                "`B` has 2 fields; write `#[classify(transparent)]` on the one that says what it means",
            ),
            ("transparent", "the only field of `C` is its hint; write a class, as `rate_limited`"),
        ],
    )]);
}

#[test]
fn a_word_in_the_wrong_place_is_shown() {
    refuses(&[
        (
            "#[classify(server)] enum E { #[classify(hint)] A(#[classify(server)] u8) }",
            &[
                ("server", "`server` is not said of a whole enum; write it above each variant"),
                ("server", "`server` is not said of a field; write it above `A`"),
                ("hint", "`hint` marks a field; write `#[classify(hint)]` before the field"),
            ],
        ),
        (
            "#[classify(server)] enum E { A, B(#[classify(hint)] u8) }",
            &[("server", "`server` is not said of a whole enum; write it above each variant")],
        ),
        (
            "enum E { #[classify(rate_limited, hint)] A(u8) }",
            &[("hint", "`hint` marks a field; write `#[classify(hint)]` before the field")],
        ),
        (
            "enum E { #[classify(crate = resilient, server)] A }",
            &[("crate", "`crate` is said of the whole type; write it above the enum")],
        ),
        (
            "enum E { A(#[classify(status, hint)] u8) }",
            &[("hint", "this field is marked `status` already; keep `status` or `hint`")],
        ),
        ("union U { a: u8 }", &[("union", "a union has no class; write an enum or a struct")]),
    ]);
}

#[test]
fn a_word_has_its_form() {
    refuses_words(&[
        ("", &[("classify()", "`classify` names no class; write `#[classify(server)]`")]),
        ("server = 3", &[("3", "`server` takes no value; write `server`")]),
        ("transparent(yes)", &[("yes", "`transparent` takes no value; write `transparent`")]),
        ("with", &[("with", "`with` has no value; write `with = my_class`")]),
        ("with(f)", &[("(f)", "`with` takes `=`, not parentheses; write `with = f`")]),
        ("with = 5", &[("5", "this is neither a path nor a closure; write `with = my_class`")]),
        (
            "server quota",
            &[
                ("quota", "no comma before `quota`; write `, quota`"),
                ("quota", "`server` says already what it means; keep `server` or `quota`"),
            ],
        ),
        (",server", &[(",", "nothing stands before this `,`; remove it")]),
        ("server()", &[("()", "`server` takes no value; write `server`")]),
        ("server: true", &[("true", "`server` takes no value; write `server`")]),
        ("with f", &[("f", "no `=` after `with`; write `with = f`")]),
        ("with: f", &[(":", "`:` follows `with`; write `with = ..`")]),
        ("with => f", &[("=>", "`=>` follows `with`; write `with = ..`")]),
        ("with |e| f(e)", &[("|", "no `=` after `with`; write `with = |e|f(..)`")]),
        (
            "rate-limited",
            &[("rate-limited", "`rate-limited` is not the name of a class; write `rate_limited`")],
        ),
    ]);
    refuses(&[
        (
            "enum E { #[classify] A }",
            &[("classify", "`classify` names no class; write `#[classify(server)]`")],
        ),
        (
            r#"#[classify(crate = "x")] struct S(#[classify(status)] u16);"#,
            &[(r#""x""#, r#"`"x"` is a string; write `x`"#)],
        ),
    ]);
}

#[test]
fn every_form_is_read() {
    let text = "#[classify(crate = a::b)] enum E<T> {
        #[classify(too_large)] A,
        #[classify(transparent)] B(T, #[classify(hint)] D),
        C { a: u8, #[classify(transparent)] b: T },
        #[classify(with = |a, b| f(a, b))] D(u8, u8),
        E(#[classify(status)] u16),
    }";
    let input: DeriveInput = syn::parse_str(text).unwrap();
    let (parsed, mistake) = Derived::parse(&input);
    compare(text, mistake, &[]);
    assert!(parsed.krate.is_some());
    let meanings: Vec<&Meaning> = parsed.shapes.iter().map(|shape| &shape.meaning).collect();
    assert!(matches!(
        meanings[..],
        [
            Meaning::Class(_),
            Meaning::Field(0),
            Meaning::Field(1),
            Meaning::Function(_),
            Meaning::Status(0)
        ]
    ));
    assert_eq!(parsed.shapes[1].hint, Some(1));
}

#[test]
fn no_list_of_tokens_breaks_the_reader() {
    let pieces =
        ["server", "with", "=", ",", "5", "(x)", "::", "\"quota\"", "|a|", "hint", "crate", ";"];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let words = format!("{first} {second} {third}");
                let input =
                    format!("enum E {{ #[classify({words})] A, B(#[classify({words})] u8) }}");
                let (_, mistake) = Derived::parse(&syn::parse_str(&input).unwrap());
                assert!(mistake.is_some(), "{words}");
            }
        }
    }
}
