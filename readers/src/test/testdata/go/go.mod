module edenscope.dev/testdata

go 1.22
