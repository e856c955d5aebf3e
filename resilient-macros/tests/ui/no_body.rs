use std::io;

trait Ask {
    #[resilient::resilient]
    async fn ask(&self) -> io::Result<()>;
}

impl Ask for () {
    async fn ask(&self) -> io::Result<()> {
        Ok(())
    }
}

fn main() {
    drop(().ask());
}
