((call_expression function: (selector_expression) @call arguments: (argument_list (_) . (identifier) @target .)) @report
 (#names? @call "encoding/json.Unmarshal" "encoding/xml.Unmarshal" "gopkg.in/yaml.v2.Unmarshal" "gopkg.in/yaml.v3.Unmarshal")
 (#value-match? @target "^(\\w+\\.)?\\w+\\{|^make\\(map\\[|^map\\[")
 (#not-value-match? @target "^(interface|struct)\\b"))
((call_expression function: (selector_expression) @call arguments: (argument_list . (identifier) @target .)) @report
 (#names? @call "encoding/json.NewDecoder().Decode" "encoding/xml.NewDecoder().Decode")
 (#value-match? @target "^(\\w+\\.)?\\w+\\{|^make\\(map\\[|^map\\[")
 (#not-value-match? @target "^(interface|struct)\\b"))
