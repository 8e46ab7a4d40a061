((call function: [(identifier) (attribute)] @call) @report
 (#calls? @call "*datetime.utcnow" "*datetime.utcfromtimestamp")
 (#not-calls? @call "self.*"))
