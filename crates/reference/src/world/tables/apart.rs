//! Worlds in which the rules can tell everybody from everybody else, and ask nothing more.

use super::super::World;

/// The columns of people, and one in which no two have the same.
const APART: &str = "person,unit,from,through,tags,role,grade,rank,able,hired,alias";

/// Reads that column, and binds nobody.
const RULE: &str = "{ id: apart, require: { each: { alias: nobody }, be: { status: on-site }, \
                    per: day } }";

impl World {
    /// The same world, in which nobody is like anybody else; `None` without a register.
    #[must_use]
    pub fn with_everybody_apart(&self) -> Option<World> {
        let mut world = self.clone();
        // A document that only acts on others has no days of its own.
        let ordering =
            world.files.iter_mut().filter(|file| file.head.contains("\nin_force:"));
        for file in ordering {
            file.head = file.head.replace("{ role: text,", "{ role: text, alias: text,");
            file.rules.push(RULE.to_owned());
        }
        let people = world.tables.iter_mut().find(|table| table.name == "people")?;
        people.header = APART;
        for row in &mut people.rows {
            let name = row.split(',').next().unwrap_or_default().to_owned();
            *row += &format!(",of-{name}");
        }
        Some(world)
    }
}
