// Builds the page into one HTML file, which is checked in: see README.md.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { defineConfig } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'

const here = import.meta.dirname
const built = join(here, 'src/main/resources/dev/edenscope/ui/page.html')
const libraries = ['preact', 'prismjs', 'uplot']

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256'))

/** What the page is built from. PageTest computes the same. */
function sources() {
    const files = ['package.json', 'package-lock.json', 'vite.config.js']
    const walk = (folder) =>
        readdirSync(folder, { withFileTypes: true }).forEach((entry) =>
            entry.isDirectory()
                ? walk(join(folder, entry.name))
                : files.push(relative(here, join(folder, entry.name))),
        )
    walk(join(here, 'page'))
    const parts = files.sort().flatMap((file) => [file, '\0', readFileSync(join(here, file)), '\0'])
    return sha256(...parts).digest('hex')
}

/** Names, versions and licences; a licence that several have stands once. */
function notices() {
    const byText = new Map()
    for (const name of libraries) {
        const { version } = JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json')))
        const licence = readFileSync(join(here, 'node_modules', name, 'LICENSE'), 'utf8').replace(/\s+/g, ' ').trim()
        const [, holder, text] = licence.match(/^.*?(Copyright \(c\) .*?) (Permission .*)$/)
        const key = text.toLowerCase()
        byText.set(key, { text, holders: [...(byText.get(key)?.holders ?? []), `${name} ${version}: ${holder}`] })
    }
    return [...byText.values()].map(({ text, holders }) => `${holders.join('\n')}\n\nMIT License: ${text}`)
}

/** What every script and style may run by: its hash. */
const hashes = (html, tag) =>
    [...html.matchAll(new RegExp(`<${tag}(?![^>]*application/json)[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))]
        .map((found) => `'sha256-${sha256(found[1]).digest('base64')}'`)
        .join(' ')

/** Puts the policy, the notices and the hash of the sources into the file, and the file into its place. */
const sealed = {
    name: 'sealed',
    enforce: 'post',
    writeBundle() {
        const source = readFileSync(join(here, 'target/page/index.html'), 'utf8')
        // The policy has to stand before what it is about, and all of the page before its script.
        const script = source.match(/<script type="module"[\s\S]*?<\/script>/)[0]
        const code = script.replace(/^<script[^>]*>/, '<script type="module">')
        let html = source.replace(script, '').replace(/<style[^>]*>/, '<style>').replace('</body>', () => code + '</body>')
        const policy = [
            "default-src 'none'",
            `script-src ${hashes(html, 'script')}`,
            `style-src ${hashes(html, 'style')}`,
            'img-src data:',
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ].join('; ')
        html = html.replace('<!--policy-->', `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
        html = html.replace('<!--sources-->', `<meta name="sources" content="${sources()}">`)
        html = html.replace('<!--notices-->', () => `<!--\n${notices().join('\n\n').replaceAll('--', '- -')}\n-->`)
        writeFileSync(built, html.trim() + '\n')
    },
}

export default defineConfig({
    root: join(here, 'page'),
    logLevel: 'warn',
    define: { global: 'globalThis' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [viteSingleFile({ removeViteModuleLoader: true }), sealed],
    build: {
        outDir: join(here, 'target/page'),
        emptyOutDir: true,
        target: 'es2022',
        modulePreload: false,
        reportCompressedSize: false,
    },
})
