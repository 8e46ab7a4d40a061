((call function: [(identifier) (attribute)] @_format) @report
 (#calls? @_format "traceback.format_exc" "traceback.format_exception" "traceback.format_tb" "traceback.format_stack")
 (#argument-match? @report "(?:^|\\.)(?:jsonify|HttpResponse\\w*|JsonResponse|JSONResponse|PlainTextResponse|HTMLResponse|Response|make_response|HTTPException|json_response|send_error)$|^self\\.(?:write|finish)$|^(?:flask\\.)?abort$")
 (#not-guarded? @report "(?i)debug|DEV\\b|development"))
