//! Lifetimes that outlive each other, in where clauses and types.

use super::support::*;

struct Guard<'a, 'b: 'a>(&'a str, &'b str);
#[resilient]
async fn shape<'a, 'b: 'a>(api: &Api, guard: Guard<'a, 'b>, text: &'b str) -> Result<&'a str, E>
where
    'b: 'a,
{
    api.ask().await?;
    Ok(if guard.0.len() > 5 { guard.1 } else { text })
}
impl<'a, 'b> Guard<'a, 'b> {
    #[resilient]
    async fn method<'s>(&'s self, api: &Api) -> Result<&'s Self, E>
    where
        'a: 's,
    {
        api.ask().await?;
        Ok(self)
    }
    #[resilient]
    async fn anonymous(&self, api: &Api) -> Result<Guard<'_, 'b>, E> {
        api.ask().await?;
        Ok(Guard(self.0, self.1))
    }
}
#[test]
fn works() {
    assert_eq!(run(shape(&Api::new(), Guard("a", "b"), "c")), Ok("c"));
    let guard = Guard("a", "b");
    assert!(run(guard.method(&Api::new())).is_ok());
    assert!(run(guard.anonymous(&Api::new())).is_ok());
}
