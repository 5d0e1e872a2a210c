// Syntax colours: the lines of a file as pieces of text, each with what it is.

import Prism from 'prismjs/components/prism-core'
import 'prismjs/components/prism-clike'
import 'prismjs/components/prism-java'
import 'prismjs/components/prism-go'
import 'prismjs/components/prism-python'

const LANGUAGES = {
    java: 'java',
    scala: 'java',
    groovy: 'java',
    go: 'go',
    js: 'java',
    mjs: 'java',
    ts: 'java',
    py: 'python',
    kt: 'java',
    cs: 'java',
}

const MOST_CHARACTERS = 600_000

/** [[{text, kind}]], by line. */
export function coloured(lines, file) {
    const grammar = Prism.languages[LANGUAGES[file.slice(file.lastIndexOf('.') + 1)]]
    const text = lines.join('\n')
    if (!grammar || text.length > MOST_CHARACTERS) return lines.map((line) => [{ text: line, kind: '' }])
    const found = [[]]
    const add = (token, kind) => {
        if (typeof token === 'string') {
            token.split('\n').forEach((part, i) => {
                if (i > 0) found.push([])
                if (part) found.at(-1).push({ text: part, kind })
            })
        } else if (Array.isArray(token)) {
            token.forEach((each) => add(each, kind))
        } else {
            add(token.content, token.type)
        }
    }
    add(Prism.tokenize(text, grammar), '')
    return found
}
