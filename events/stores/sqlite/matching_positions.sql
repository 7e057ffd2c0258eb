-- One row is the position of an entry that matches a query of at least one item, none of them empty.
-- An entry matches an item if it lacks none of the item's tags and its type is one of the item's types.
with
    items as (
        select
            json_extract(item.value, '$.types') as types,
            json_extract(item.value, '$.tags') as tags,
            json_extract(item.value, '$.tags[0]') as first_tag
        from json_each(:query, '$.items') as item
    ),

    -- `cross join` holds SQLite to this order: from the items, through an index, to the entries.
    tagged as (
        select tags.position, items.types
        from items
        cross join tags on tags.tag = items.first_tag
        where
            tags.position > :after
            and tags.position <= :head
            and not exists (
                select 1
                from json_each(items.tags) as wanted
                where not exists (
                    select 1 from tags as borne
                    where borne.tag = wanted.value and borne.position = tags.position
                )
            )
    ),

    tagged_of_type as (
        select entries.position
        from tagged
        cross join entries on entries.position = tagged.position
        where
            tagged.types = '[]'
            or entries.type in (select wanted.value from json_each(tagged.types) as wanted)
    ),

    of_type as (
        select entries.position
        from items
        cross join json_each(items.types) as wanted
        cross join entries on entries.type = wanted.value
        where
            items.first_tag is null
            and entries.position > :after
            and entries.position <= :head
    ),

    matching as (
        select position from tagged_of_type
        union
        select position from of_type
    )

select position from matching order by position limit :limit
