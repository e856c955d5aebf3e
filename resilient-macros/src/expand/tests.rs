//! What is left behind, compared with plain files; `BLESS=1` writes them anew.

use std::path::Path;

use proc_macro2::TokenStream;

use crate::attribute;

#[track_caller]
fn expansion(args: &str, item: &str) -> String {
    let item: TokenStream = item.parse().unwrap();
    let tokens = attribute(args.parse().unwrap(), &item);
    let file: syn::File = syn::parse2(tokens).unwrap();
    prettyplease::unparse(&file)
}

/// The expansion is what the file says, and not longer than so many lines.
#[track_caller]
fn is(name: &str, most: usize, args: &str, item: &str) {
    let found = expansion(args, item);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(&path).unwrap_or_default(), "{name}");
    assert!(found.lines().count() < most, "{name} has {} lines", found.lines().count());
}

#[test]
fn the_smallest_use_is_small() {
    is("smallest.rs", 15, "", "async fn ask(name: &str) -> Result<u32, E> { send(name).await }");
}

#[test]
fn one_attempt_needs_no_loop() {
    is("single.rs", 17, "retries = 0", "async fn ask(a: A) -> Result<u32, E> { send(a).await }");
}

#[test]
fn all_options_stay_below_forty_lines() {
    is(
        "everything.rs",
        40,
        r#"retries = 5, timeout = ["30s", "15s"], deadline = "2m", breaker = "chat:{model}",
        fallback = [model = "gpt-5.4", other(&prompt)], otherwise = cached(&prompt, error).await,
        backoff = "1s", jitter = full, on(server = retry(2)), classify = classes,
        stop = E::Stopped, switch_after = "1s", patience = "30s", borrow(client), id = "chat""#,
        "async fn chat(client: &Client, model: &str, prompt: Prompt) -> Result<Reply, E> { client.send(model, &prompt).await }",
    );
}

#[test]
fn a_receiver_that_is_used_up_has_another_name() {
    is(
        "receiver.rs",
        30,
        "timeout = self.limit",
        r#"async fn send(mut self, (a, b): (String, &mut N)) -> Result<(), E> { b.add(a); post(format!("{self}")); take(self).await }"#,
    );
}

#[test]
fn an_async_block_keeps_its_box() {
    is(
        "boxed.rs",
        30,
        "",
        "fn ask<'a>(&'a self, n: N) -> Pin<Box<dyn Future<Output = Result<u32, E>> + Send + 'a>> { Box::pin(async move { self.send(n).await }) }",
    );
}

#[test]
fn clippy_takes_no_loop_of_ours_for_one_that_compiles_a_regex() {
    let allows = |args: &str, body: &str| {
        let item = format!("async fn ask(text: &str) -> Result<bool, E> {{ {body} }}");
        expansion(args, &item).contains("regex_creation_in_loops")
    };
    let made = r#"Ok(Regex::new("a+")?.is_match(text))"#;
    assert!(allows("retries = 2", made));
    assert!(!allows("retries = 0", made));
    assert!(!allows("retries = 2", &format!("for _ in 0..2 {{ tick().await }} {made}")));
    assert!(!allows("retries = 2", "Ok(PATTERN.is_match(text))"));
}

#[test]
fn the_same_attribute_expands_the_same_every_time() {
    let args = r#"retries = MAX, timeout = limit, breaker = "chat:{model}", backoff = "1s",
        fallback = [model = "b", model in names, other(&prompt)], otherwise = cached(error).await"#;
    let item = "/// Asks.\nasync fn ask(model: &str, limit: Duration, prompt: P) -> Result<u32, E> { send(model, prompt).await }";
    assert_eq!(expansion(args, item), expansion(args, item));
}

#[test]
fn docs_get_their_section_only_where_there_are_some() {
    let item = "async fn ask() -> Result<u32, E> { Ok(1) }";
    let documented = format!("/// Asks.\n{item}");
    let found = expansion("", &documented).replace([' ', '\n'], "");
    assert!(found.contains("#[cfg_attr(doc,doc=") && found.contains("#Resilience"), "{found}");
    assert!(!expansion("docs = false", &documented).contains("Resilience"));
    assert!(!expansion("", item).contains("Resilience"));
}

/// What is half written is no Rust yet, so the tokens are compared.
#[track_caller]
fn keeps(args: &str, item: &str, expected: &str) {
    let item: TokenStream = item.parse().unwrap();
    let found = attribute(args.parse().unwrap(), &item).to_string();
    let expected: TokenStream = expected.parse().unwrap();
    assert!(found.starts_with(&expected.to_string()), "{found}");
}

#[test]
fn a_half_written_attribute_keeps_the_function() {
    for args in ["retri", "retries =", "retries = 5 tim", "retries = , timeout"] {
        let item: TokenStream = "async fn ask(&self) -> Result<u32, E> { 1 }".parse().unwrap();
        let found = attribute(args.parse().unwrap(), &item).to_string();
        assert!(
            found.starts_with("# [allow (unused_variables)] async fn ask (& self) -> Result < u32 , E > { :: resilient"),
            "{found}"
        );
        assert!(found.contains("hints ! (ret") && found.contains("compile_error"), "{found}");
    }
}

#[test]
fn a_half_written_body_is_repeated_as_it_is() {
    for body in ["{ self. }", "{ let x = ; x.f( }", "{ match x { A => } }", "{ client.send(}"] {
        let Ok(tokens) = body.parse::<TokenStream>() else { continue };
        let item = quote::quote!(async fn ask(&self, client: Client) -> Result<u32, E> #tokens);
        let found = attribute(TokenStream::new(), &item).to_string();
        let inner = tokens.to_string();
        assert!(found.contains(inner.trim_matches(['{', '}', ' '])), "{found}");
        assert!(!found.contains("compile_error"), "{found}");
    }
}

#[test]
fn what_is_no_function_is_left_alone() {
    keeps("retries = 5", "struct S { fn_: u32 }", "struct S { fn_: u32 }");
    keeps("", "fn f() -> u32 { 1 }", "fn f() -> u32 { 1 }");
    keeps("", "async fn f();", "async fn f();");
}
