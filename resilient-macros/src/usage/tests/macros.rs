//! A case per way in which a macro's input can name the argument.

use super::{Borrowed, ByValue, Unused, all_are};

#[test]
fn macros_of_std_and_tracing_borrow_what_they_show() {
    all_are(
        Borrowed,
        &[
            r#"format!("{}", x)"#,
            r#"format!("{x}")"#,
            r#"format!("{x:?}")"#,
            r#"format!("{{{x}}}")"#,
            r#"format!("{:x$}", 1)"#,
            r#"format!("{:>8.x$}", 1)"#,
            r##"format!(r#"{x}"#)"##,
            r#"format!("{0} {0}", x)"#,
            r#"format!("{a}", a = x)"#,
            r#"format!("{x}", x = x.y)"#,
            r#"info!(x = 1, "{x}")"#,
            r#"format!("{}", x.len(),)"#,
            r#"std::format!("{}", (x))"#,
            r#"println!("{}", x);"#,
            r#"write!(x, "a")?;"#,
            r#"writeln!(out, "{}", x)?;"#,
            r#"panic!("{x}")"#,
            r#"todo!("{}", x)"#,
            "assert!(x);",
            r#"assert!(x == 1, "{}", y);"#,
            r#"assert_eq!(x, 1, "{x}");"#,
            "assert_ne!(1, x);",
            "debug_assert_eq!(x, y)",
            "std::ptr::addr_of!(x)",
            "addr_of_mut!(x.y)",
            r#"info!("{}", x)"#,
            r#"log::warn!(target: "a", "{}", x)"#,
            r#"log::info!(a:? = x; "b")"#,
            r#"tracing::info!(%x, "a")"#,
            "debug!(?x)",
            "debug!(x)",
            "error!(user.name = x)",
            r#"error!("user name" = %x, type = 1)"#,
            "warn!(a = ?x.y, b = %x)",
            r#"info!({ a = x, b = 1 }, "c")"#,
            "event!(Level::INFO, x)",
            r#"info_span!("a", x)"#,
            "json!(x)",
            r#"json!({ "a": x })"#,
            r#"serde_json::json!({ "a": [1, x, { "b": x.y }], "c": null })"#,
            r#"anyhow!("{x}")"#,
            r#"anyhow!("{}", x)"#,
            r#"anyhow::bail!("{a:?} {}", x, a = x)"#,
            r#"ensure!(x == 1, "{}", x);"#,
            r#"ensure!(a, "{b}", b = x);"#,
            r#"return Err(eyre::eyre!("{}", x));"#,
        ],
    );
}

#[test]
fn an_expression_in_a_macro_follows_the_rules() {
    all_are(
        ByValue,
        &[
            r#"format!("{}", f(x))"#,
            r#"format!("{a}", a = f(x))"#,
            "bail!(x)",
            "ensure!(a, x);",
            r#"anyhow!("{}", f(x))"#,
            "assert_eq!(f(x), 1)",
            "info!(a = %f(x))",
            r#"json!({ "a": f(x) })"#,
            "json!({ x: 1 })",
            "vec![x, y]",
            "vec![x; n]",
            "vec![0; x]",
            "dbg!(x)",
            "anyhow::anyhow!(x)",
            "tokio::pin!(x);",
            "tokio::join!(x, y)",
            "join!(f(x), g())",
            "join!(async move { x.f() })",
            "unknown!(a = x)",
            "unknown! { let y = x; y }",
            "unknown! { if a { f(x) } g() }",
            "try_stream! { yield x.f(); }",
        ],
    );
    all_are(Borrowed, &["vec![&x]", "join!(f(&x), x.g())", "vec![0; x.len()]", "unknown!(x == 1)"]);
    all_are(
        Unused,
        &[
            r#"format!("{{x}}")"#,
            r#"format!("{y:x}")"#,
            r#"format!("x {}", y)"#,
            r#"format!("{x}", x = y)"#,
            r#"panic!("{y} {x:?}", y = 1, x = 2)"#,
            "info!(x.y = 1)",
            "stringify!(x)",
            "cfg!(x)",
            "x!()",
            "x::y!()",
        ],
    );
}

#[test]
fn select_is_read_branch_by_branch() {
    all_are(
        ByValue,
        &[
            "select! { _ = x => {} }",
            "select! { r = f(x) => r, _ = g() => 1 }",
            "select! { r = f() => g(r, x), else => 1 }",
            "select! { biased; _ = async move { x.f() } => {} }",
            "select! { Some(r) = f() => r, else => x }",
        ],
    );
    all_are(
        Borrowed,
        &[
            "select! { _ = &mut x => {} }",
            "select! { _ = x.f() => { x.g() } _ = h(), if x => {} }",
            r#"select! { _ = f() => info!("{}", x), complete => {} }"#,
        ],
    );
    all_are(Unused, &["select! { x = f() => g(x) }"]);
}

#[test]
fn an_unknown_grammar_is_judged_by_the_neighbours() {
    all_are(
        ByValue,
        &[
            "m!(a => x)",
            "m!(x => a)",
            "m!(a => S { b: x })",
            "m!(a => x.await)",
            "m!(a => move || x.f())",
            "m!(a => vec![x])",
        ],
    );
    all_are(
        Borrowed,
        &[
            "m!(a => &x)",
            "m!(a => &mut x)",
            "m!(a => b.x)",
            "m!(a => x.f())",
            "m!(a => x[0])",
            "m!(a => x(1))",
            "m!(a => x::f())",
            "m!(a => { x: 1 })",
            "m!(a => x = 1)",
            r#"m!(a => format!("{}", x))"#,
            r#"m!(a => "{x}")"#,
        ],
    );
    all_are(Unused, &["m!(a => move $x 'x)"]);
}
