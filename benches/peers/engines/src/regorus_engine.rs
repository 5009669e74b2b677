//! [regorus](https://crates.io/crates/regorus): Rego, compiled for its virtual machine.

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Rc, Value};

use crate::{Answer, Engine};

const UNIT: &str = r#"package unit
import rego.v1
at_work := [one | some one in input.people; one.status != "leave"]
on_site := count([one | some one in at_work; one.status == "on-site"])
capped := [one | some one in at_work; one.job != "covid-task-force"]
counted := count([one | some one in capped; one.status == "on-site"])
base := count(capped)
default half := false
half if 2 * counted > base
default forty := false
forty if on_site > 40
absent := [one.id | some one in at_work; one.job == "leader-on-duty"; one.status != "on-site"]
answer := {
    "on_site": on_site, "at_work": count(at_work), "counted": counted, "base": base,
    "half": half, "forty": forty, "absent": absent,
}
"#;

const GATHERING: &str = r#"package gathering
import rego.v1
places := {"office", "school", "hospital"}
default answer := false
answer if { input.people > 10; not input.place in places }
"#;

pub struct Regorus {
    unit: RegoVM,
    gathering: RegoVM,
}

impl Engine for Regorus {
    fn new() -> Self {
        Self {
            unit: compiled(UNIT, "data.unit.answer"),
            gathering: compiled(GATHERING, "data.gathering.answer"),
        }
    }

    fn judge(&mut self, document: &str) -> Answer {
        self.unit.set_input(Value::from_json_str(document).expect("JSON"));
        let answer = self.unit.execute_entry_point_by_name("data.unit.answer").expect("an answer");
        let number = |key: &str| answer[key].as_i64().expect("a number");
        let absent = answer["absent"].as_array().expect("a list").iter();
        let is = |key: &str| answer[key] == Value::from(true);
        Answer {
            on_site: number("on_site"),
            at_work: number("at_work"),
            half: is("half").then(|| (number("counted"), number("base"))),
            is_over_forty: is("forty"),
            absent: absent.map(|one| one.as_i64().expect("a number")).collect(),
        }
    }

    fn is_too_large(&mut self, place: &str, people: i64) -> bool {
        let mut input = Value::new_object();
        let fields = input.as_object_mut().expect("an object");
        fields.insert("place".into(), place.into());
        fields.insert("people".into(), people.into());
        self.gathering.set_input(input);
        let answer = self.gathering.execute_entry_point_by_name("data.gathering.answer");
        answer.expect("an answer") == Value::from(true)
    }
}

fn compiled(policy: &str, entry: &str) -> RegoVM {
    let mut engine = regorus::Engine::new();
    engine.add_policy("rules.rego".into(), policy.into()).expect("Rego");
    let name: Rc<str> = entry.into();
    let policy = engine.compile_with_entrypoint(&name).expect("Rego that compiles");
    let program = Compiler::compile_from_policy(&policy, &[entry]).expect("a program");
    let mut machine = RegoVM::new();
    machine.load_program(program);
    machine
}
