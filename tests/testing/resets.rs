//! Resets: everything closed, and the same breakers as before.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_reset_closes_what_is_open_keeps_its_identity_and_forgets_scripts() {
    let _isolated = isolate();
    let _ = chat(&Api::new(&[bad(Class::Server)])).await;
    let held = breaker("shared").unwrap();
    script("chat", [server()]);
    reset();
    assert_eq!((held.state(), held.snapshot().failures), (BreakerState::Closed, 0));
    assert!(chat(&Api::new(&[good()])).await.is_ok());
    assert_eq!(held.snapshot().calls, 1);
}

#[test]
fn a_reset_is_of_its_scope() {
    let (one, two) = (Scope::new(), Scope::new());
    let open = |scope: &Scope| {
        let _inside = scope.isolate();
        block_on(async { drop(chat(&Api::new(&[good()])).await) });
        breaker("shared").unwrap().force_open();
    };
    open(&one);
    open(&two);
    let inside = one.isolate();
    reset();
    assert_eq!(breaker("shared").unwrap().state(), BreakerState::Closed);
    drop(inside);
    let _inside = two.isolate();
    assert_eq!(breaker("shared").unwrap().state(), BreakerState::ForcedOpen);
}
