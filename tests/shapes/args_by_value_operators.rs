//! Values used up by operators: negated, added, compared, indexed, ranged, cast.

use super::support::*;

#[derive(Clone, Debug, PartialEq)]
struct Big(u32);
impl std::ops::Neg for Big {
    type Output = Big;
    fn neg(self) -> Big {
        Big(self.0 + 1)
    }
}
impl std::ops::Not for Big {
    type Output = bool;
    fn not(self) -> bool {
        self.0 == 0
    }
}
impl std::ops::Sub for Big {
    type Output = Big;
    fn sub(self, o: Big) -> Big {
        Big(self.0 - o.0)
    }
}
impl std::ops::AddAssign for Big {
    fn add_assign(&mut self, o: Big) {
        self.0 += o.0
    }
}
impl std::ops::Shl<Big> for u32 {
    type Output = u32;
    fn shl(self, o: Big) -> u32 {
        self << o.0
    }
}
#[resilient]
async fn shape(
    api: &Api,
    a: Big,
    b: Big,
    c: Big,
    d: Big,
    e: Big,
    i: usize,
    list: Vec<u32>,
) -> Result<u32, E> {
    let x = -a;
    let y = !b;
    let mut z = c - Big(1);
    z += d;
    let s = 1u32 << e;
    let n = api.ask().await?;
    Ok(n + x.0 + u32::from(y) + z.0 + s + list[i] + list[..i].len() as u32 + (i as u32))
}
#[test]
fn works() {
    let b = || Big(1);
    assert_eq!(
        run(shape(&Api::new(), b(), b(), b(), b(), b(), 1, vec![1, 2])),
        Ok(3 + 2 + 0 + 1 + 2 + 2 + 1 + 1)
    );
}
