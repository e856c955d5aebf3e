//! What has no name, or is not used, is dropped in its turn as well.

use super::support::*;

struct Parts {
    used: Noisy,
    #[expect(dead_code, reason = "it is only dropped")]
    left: Noisy,
}

/// A function with and without the attribute, and a call.
macro_rules! both {
    ($test:ident, ($($options:tt)*), ($($parameters:tt)*), ($($arguments:expr),*), $body:block) => {
        #[test]
        #[allow(unused_mut, unused_variables)]
        fn $test() {
            async fn plain($($parameters)*) -> Result<(), E> $body
            #[resilient($($options)*)]
            async fn annotated($($parameters)*) -> Result<(), E> $body
            let order = |noisy: &dyn Fn(&'static str) -> Noisy, is_plain| {
                if is_plain {
                    run(plain($($arguments(noisy)),*)).unwrap();
                } else {
                    run(annotated($($arguments(noisy)),*)).unwrap();
                }
            };
            let [expected, found] = [true, false].map(|is_plain| {
                let notes = Notes::default();
                order(&|name| Noisy(name, notes.clone()), is_plain);
                let order = notes.lock().unwrap().clone();
                order
            });
            // Clones go before the originals.
            assert!(found.ends_with(&expected), "{found:?} instead of {expected:?}");
            assert!(expected.len() > 2, "{expected:?}");
        }
    };
}

type Make<'n> = &'n dyn Fn(&'static str) -> Noisy;

fn parts(noisy: Make<'_>) -> Parts {
    Parts { used: noisy("used"), left: noisy("left") }
}
fn pair(noisy: Make<'_>) -> (Noisy, Noisy) {
    (noisy("one"), noisy("other"))
}
fn a(noisy: Make<'_>) -> Noisy {
    noisy("a")
}
fn b(noisy: Make<'_>) -> Noisy {
    noisy("b")
}
fn limit(_: Make<'_>) -> std::time::Duration {
    std::time::Duration::from_secs(1)
}
fn short(noisy: Make<'_>) -> (std::time::Duration, Noisy) {
    (limit(noisy), noisy("short"))
}

both!(underscore_after_a_pattern, (retries = 0), (Parts { used, .. }: Parts, _: Noisy), (parts, a), {
    let _ = &used;
    Ok(())
});
both!(underscore_after_a_pattern_often, (), (Parts { used, .. }: Parts, _: Noisy), (parts, a), {
    let _ = &used;
    Ok(())
});
both!(underscore_after_a_moved_one, (retries = 0), (a: Noisy, _: Noisy, b: Noisy), (a, b, b), {
    drop(b);
    if a.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(underscore_between, (), (a: Noisy, _: Noisy, _: Noisy), (a, b, a), {
    if a.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(underscore_after_mut, (retries = 0), (mut a: Noisy, _: Noisy, b: Noisy), (a, b, a), {
    a.0 = "changed";
    drop(b);
    Ok(())
});
both!(rest_after_a_moved_one, (retries = 0), (a: Noisy, (x, _): (Noisy, Noisy), b: Noisy), (a, pair, b), {
    let _ = (&x, &b);
    if b.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(rest_after_a_slot, (), (a: Noisy, (_, x): (Noisy, Noisy), (ref y, z): (Noisy, Noisy)), (a, pair, pair), {
    let _ = (&x, y, &z);
    if x.0.is_empty() {
        drop((a, z));
    }
    Ok(())
});
both!(part_used_up_after_a_moved_one, (retries = 0), (a: Noisy, (x, _): (Noisy, Noisy), b: Noisy), (a, pair, b), {
    drop(a);
    let _ = &b;
    if b.0.is_empty() {
        drop(x);
    }
    Ok(())
});
both!(mut_part_after_a_moved_one, (retries = 0), (a: Noisy, Parts { used: mut x, .. }: Parts, (y, _): (Noisy, Noisy)), (a, parts, pair), {
    drop(a);
    x.0 = "changed";
    if x.0.is_empty() {
        drop(y);
    }
    Ok(())
});
both!(ref_mut_after_a_moved_one, (retries = 0), (a: Noisy, (ref mut x, _): (Noisy, Noisy), b: Noisy), (a, pair, b), {
    x.0 = "changed";
    if b.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(ref_mut_used_up_after_a_moved_one, (retries = 0, timeout = "1m"), (a: Noisy, (ref mut x, y): (Noisy, Noisy)), (a, pair), {
    drop(a);
    let it: &mut Noisy = x;
    it.0 = "changed";
    let _ = &y;
    Ok(())
});
both!(behind_one_that_loses_a_field, (retries = 0), (a: Parts, b: Noisy, _: Noisy), (parts, b, a), {
    drop(a.used);
    let _ = &b;
    Ok(())
});
both!(behind_one_that_may_lose_a_field, (retries = 0), (a: (Noisy, Noisy), b: Noisy), (pair, b), {
    if b.0.is_empty() {
        let first = a.0;
    }
    Ok(())
});
both!(rest_that_an_option_names, (retries = 0, timeout = limit), (a: Noisy, (limit, _): (std::time::Duration, Noisy), b: Noisy), (a, short, b), {
    let _ = &b;
    drop(a);
    Ok(())
});
both!(unused_after_a_moved_one, (retries = 0), (a: Noisy, unused: Noisy, b: Noisy), (a, b, b), {
    if b.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(unused_after_a_slot, (), (a: Noisy, unused: Noisy, b: Noisy), (a, b, b), {
    if b.0.is_empty() {
        drop((a, b));
    }
    Ok(())
});
both!(kept_after_a_slot, (otherwise = { drop(b); Ok(()) }), (a: Noisy, b: Noisy, _: Noisy), (a, b, a), {
    let _ = &b;
    if b.0.is_empty() {
        drop(a);
    }
    Ok(())
});

struct Client {
    policy: resilient::Policy,
    #[expect(dead_code, reason = "it is only dropped")]
    noisy: Noisy,
}
fn client(noisy: Make<'_>) -> Client {
    Client { policy: resilient::Policy::DEFAULT, noisy: noisy("client") }
}

both!(lends_its_policy, (policy = &client.policy), (a: Noisy, client: Client, _: Noisy), (a, client, a), {
    let _ = &client.policy;
    if client.policy.max_calls(0) > 1000 {
        drop(a);
    }
    Ok(())
});

both!(a_part_lends_its_policy, (policy = &client.policy), (a: Noisy, (client, _): (Client, Noisy)), (a, lent), {
    let _ = &client.policy;
    if client.policy.max_calls(0) > 1000 {
        drop(a);
    }
    Ok(())
});
both!(names_its_breaker, (retries = 0, breaker = "unnamed:{b.0}"), (a: Noisy, b: Noisy, (c, _): (Noisy, Noisy)), (a, b, pair), {
    let _ = (&b, &c);
    drop(a);
    Ok(())
});
fn lent(noisy: Make<'_>) -> (Client, Noisy) {
    (client(noisy), noisy("left"))
}

fn three(noisy: Make<'_>) -> [Noisy; 3] {
    ["first", "second", "third"].map(noisy)
}

both!(rest_of_a_slice, (retries = 0), (a: Noisy, [p, ..]: [Noisy; 3], b: Noisy), (a, three, b), {
    let _ = (&p, &b);
    if b.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(unused_part, (retries = 0), ((p, unused): (Noisy, Noisy), a: Noisy), (pair, a), {
    let _ = (&p, &a);
    Ok(())
});
both!(unused_part_often, (), ((unused, p): (Noisy, Noisy), a: Noisy), (pair, a), {
    let _ = (&p, &a);
    Ok(())
});

fn number(noisy: Make<'_>) -> (u32, Noisy) {
    (7, noisy("left"))
}
#[allow(clippy::unused_async, reason = "it is a link")]
async fn look(noisy: &Noisy) -> Result<(), E> {
    if noisy.0.is_empty() { Err(E::Failed) } else { Ok(()) }
}

both!(rest_of_a_number, (retries = 0), (a: Noisy, (n, _): (u32, Noisy)), (a, number), {
    let _ = Noisy("local", a.1.clone());
    if n == 0 {
        drop(a);
    }
    Ok(())
});
both!(rest_of_a_reference, (retries = 0), (a: Noisy, (ref x, y): (Noisy, Noisy)), (a, pair), {
    let _ = (x, &y);
    if x.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(rest_behind_a_link, (fallback = [look(&b)]), (a: Noisy, _: Noisy, b: Noisy), (a, b, b), {
    if a.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(unused_by_a_name, (breaker = "unused"), (a: Noisy, unused: Noisy, b: Noisy), (a, b, b), {
    if b.0.is_empty() {
        drop((a, b));
    }
    Ok(())
});
both!(unused_by_a_name_once, (retries = 0, breaker = "unused"), (a: Noisy, unused: Noisy, b: Noisy), (a, b, b), {
    if b.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(exclusive_part, (), (a: Noisy, (ref mut x, _): (Noisy, Noisy)), (a, pair), {
    x.0 = "changed";
    if x.0.is_empty() {
        drop(a);
    }
    Ok(())
});

both!(named_by_a_link_alone, (fallback = [x = y.clone()]), (x: Noisy, y: Noisy, z: Noisy), (a, b, a), {
    let _ = &x;
    if x.0.is_empty() {
        drop(z);
    }
    Ok(())
});
