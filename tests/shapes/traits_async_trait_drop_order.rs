//! Arguments are dropped in the order of the plain method, also what a pattern borrows from.

use super::support::*;

struct Pair {
    one: Noisy,
    #[expect(dead_code, reason = "it is only dropped")]
    other: Noisy,
}

/// A method with and without the attribute, of the same body.
macro_rules! both {
    ($test:ident, ($($options:tt)*), [$($types:ty),*], ($($parameters:tt)*), ($($arguments:tt),*), $body:block) => {
        #[test]
        fn $test() {
            #[async_trait::async_trait]
            trait Plain {
                async fn call(&self, $(_: $types),*) -> Result<(), E>;
            }
            #[async_trait::async_trait]
            trait Annotated {
                async fn call(&self, $(_: $types),*) -> Result<(), E>;
            }
            #[async_trait::async_trait]
            #[allow(unused_variables)]
            impl Plain for Api {
                async fn call(&self, $($parameters)*) -> Result<(), E> $body
            }
            #[async_trait::async_trait]
            #[allow(unused_variables)]
            impl Annotated for Api {
                #[resilient($($options)*)]
                async fn call(&self, $($parameters)*) -> Result<(), E> $body
            }
            let [expected, found] = [true, false].map(|is_plain| {
                let notes = Notes::default();
                let noisy = |name| Noisy(name, notes.clone());
                let api = Api::new();
                if is_plain {
                    run(Plain::call(&api, $(made!($arguments, noisy)),*)).unwrap();
                } else {
                    run(Annotated::call(&api, $(made!($arguments, noisy)),*)).unwrap();
                }
                let order = notes.lock().unwrap().clone();
                order
            });
            assert_eq!(found, expected);
            assert!(expected.len() > 2, "{expected:?}");
        }
    };
}

macro_rules! made {
    (pair, $noisy:ident) => {
        Pair { one: $noisy("one"), other: $noisy("other") }
    };
    ($name:ident, $noisy:ident) => {
        $noisy(stringify!($name))
    };
}

both!(lent_behind_a_moved_one, (retries = 0), [Noisy, Pair], (a: Noisy, Pair { ref one, .. }: Pair), (a, pair), {
    assert!(!one.0.is_empty());
    drop(a);
    Ok(())
});
both!(lent_before_a_moved_one, (retries = 0), [Pair, Noisy], (Pair { ref one, .. }: Pair, a: Noisy), (pair, a), {
    assert!(!one.0.is_empty());
    if a.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(lent_behind_one_that_may_move, (retries = 0), [Noisy, Pair, Noisy], (a: Noisy, Pair { ref one, .. }: Pair, b: Noisy), (a, pair, b), {
    if one.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(lent_exclusively, (retries = 0), [Noisy, Pair], (a: Noisy, Pair { ref mut one, .. }: Pair), (a, pair), {
    one.0 = "new";
    if one.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(left_out, (retries = 0), [Noisy, Pair, Noisy], (a: Noisy, Pair { one, .. }: Pair, _: Noisy), (a, pair, b), {
    if one.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(lent_and_not_used, (retries = 0), [Noisy, Pair], (a: Noisy, Pair { ref one, .. }: Pair), (a, pair), {
    if a.0.is_empty() {
        drop(a);
    }
    Ok(())
});
both!(lent_to_an_option, (retries = 0, timeout = limit(one)), [Pair, Noisy], (Pair { ref one, .. }: Pair, a: Noisy), (pair, a), {
    if a.0.is_empty() {
        drop(a);
    }
    Ok(())
});

fn limit(_: &Noisy) -> std::time::Duration {
    std::time::Duration::from_secs(1)
}
