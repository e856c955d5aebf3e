//! An exclusive reference handed on, moved into a call, kept over an await.

use super::support::*;

struct Conn(Vec<u32>);
impl Conn {
    async fn send(&mut self, n: u32) -> &mut Vec<u32> {
        self.0.push(n);
        &mut self.0
    }
}

async fn write(conn: &mut Conn, n: u32) {
    conn.send(n).await;
}

#[resilient]
async fn shape(api: &Api, conn: &mut Conn) -> Result<usize, E> {
    write(conn, 1).await;
    let sent = conn.send(2).await;
    sent.push(3);
    let Conn(list) = conn;
    list.push(4);
    let again = conn;
    again.0.push(5);
    api.ask().await?;
    Ok(again.0.len())
}

#[resilient]
async fn captured(api: &Api, conn: &mut Conn) -> Result<usize, E> {
    let work = async move {
        conn.send(1).await;
        conn.0.len()
    };
    let len = work.await;
    api.ask().await?;
    Ok(len)
}

#[test]
fn works() {
    assert_eq!(run(is_send(shape(&Api::new(), &mut Conn(vec![])))), Ok(15));
    assert_eq!(run(is_send(captured(&Api::new(), &mut Conn(vec![])))), Ok(3));
}
