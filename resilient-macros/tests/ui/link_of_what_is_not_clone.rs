use std::io;

struct Ticket;

async fn other(ticket: Ticket) -> io::Result<()> {
    drop(ticket);
    Ok(())
}

#[resilient::resilient(retries = 0, fallback = [other])]
async fn ask(ticket: Ticket) -> io::Result<()> {
    drop(ticket);
    Ok(())
}

fn main() {
    drop(ask(Ticket));
}
