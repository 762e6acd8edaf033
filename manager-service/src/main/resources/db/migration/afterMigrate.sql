-- Why: log chunks live in a partition a month, so that old ones drop cheaply; a month that already has chunks in the rest stays there.
do $$
declare
    month date;
begin
    for i in 0..3 loop
        month := date_trunc('month', now())::date + make_interval(months => i);
        if to_regclass('log_chunk_' || to_char(month, 'YYYYMM')) is null
           and not exists (select from log_chunk_rest where at >= month and at < month + interval '1 month') then
            execute format('create table log_chunk_%s partition of log_chunk for values from (%L) to (%L)',
                           to_char(month, 'YYYYMM'), month, (month + interval '1 month')::date);
        end if;
    end loop;
end $$;
