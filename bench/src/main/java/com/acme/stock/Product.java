package com.acme.stock;

import java.util.List;

/** What is sold. */
record Product(String sku, String name, String category, List<String> tags) {}
